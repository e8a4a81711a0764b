import type { ReadEvent } from '../config/read-options.js';
import { type Hear, replayKept } from '../loader/replay.js';
import { type SignalInput, type SignalType, WEIGHT } from '../signals/read-signal.js';
import type { Undo } from '../tools/guard.js';
import { toObject } from '../tools/text.js';
import type { Source } from './source.js';
import { targetName } from './target-name.js';

/** The one behavioural event that FullStory documents: developer.fullstory.com/browser/rage-clicks */
const RAGEHOOK = 'fullstory/rageclick';

// FullStory does not say how often it tells of one act. BDL signals arrive in bursts of one to three seconds.
const ONE_ACT_MS = 3000;

/** A signal type, or the name of a custom signal, with what is known of it. */
export const toSignal = (name: string, rest: object): SignalInput =>
  // Read and bounded like every signal before anything is done with it.
  ({ ...rest, ...(name in WEIGHT ? { type: name as SignalType } : { type: 'custom', name }) }) as SignalInput;

/** FullStory's Behavioral Data Layer: the Ragehook, and whatever further events the customer declares. */
export const bdl: Source = (emit, ports, config) => {
  const { page, guard, report, session } = ports;
  const { rageclick, events, subscribe } = toObject(config.bdl);
  const undos: Undo[] = [];

  const listen = (name: string, read: unknown) => {
    let lastTarget: unknown;
    let lastAt = Number.NEGATIVE_INFINITY;
    if (typeof read !== 'string' && typeof read !== 'function') return report('bad_option', name);
    const hear: Hear = (event, kept, at = page.elapsed()) => {
      const path = event.composedPath();
      const { detail } = event;
      const { eventReplayUrlAtCurrentTime: replayUrl } = toObject(detail);
      if (name === RAGEHOOK) {
        // Any script can dispatch the event: without its detail it is not FullStory's.
        if (typeof detail !== 'object' || !detail) return report('bad_signal', name);
        // What came before the tag comes first.
        ports.activeSession();
        const [target] = path;
        const repeated = target === lastTarget && Math.abs(at - lastAt) < ONE_ACT_MS;
        lastTarget = target;
        lastAt = at;
        if (repeated) return;
      }
      const input =
        typeof read === 'string'
          ? toSignal(read, { ...toObject(detail), replayUrl, target: targetName(path as EventTarget[]), ...kept })
          : // The customer's own reader, as its type says; what it answers is read like every signal.
            (read as ReadEvent)(detail, event as CustomEvent);
      if (input) emit(input, 'fullstory');
      // Afterwards: the signal may have begun another session.
      if (name === RAGEHOOK) session()?.update({ maxima: { ragehook: 1 } });
    };
    undos.push(page.on(name, (event) => hear(event as CustomEvent)));
    if (name === RAGEHOOK) ports.defer(() => replayKept(ports, config, hear));
  };

  if (rageclick !== false) listen(RAGEHOOK, 'rage_click');
  for (const [name, read] of Object.entries(toObject(events))) listen(name, read);
  if (typeof subscribe === 'function') {
    // What it throws must not cost the undo of the listeners: they would be there twice after the next start.
    const undo: unknown = guard(() => subscribe(guard((signal: SignalInput) => emit(signal, 'fullstory'))))();
    if (typeof undo === 'function') undos.push(guard(() => undo()));
  }
  return () => {
    for (const undo of undos) undo();
  };
};

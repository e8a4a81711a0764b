import type { ReadEvent } from '../config.js';
import type { Undo } from '../guard.js';
import { type SignalInput, type SignalType, WEIGHT } from '../signal.js';
import { readObject } from '../text.js';
import type { Source } from './source.js';
import { targetName } from './target.js';

// FullStory does not say how often it tells of one act. BDL signals arrive in bursts of one to three seconds.
const ONE_ACT_MS = 3000;

/** A signal type, or the name of a custom signal. */
export const toSignal = (name: string, rest: object): SignalInput =>
  // Read and bounded like every signal before anything is done with it.
  (Object.keys(WEIGHT).includes(name)
    ? { ...rest, type: name as SignalType }
    : { ...rest, type: 'custom', name }) as SignalInput;

/** FullStory's Behavioral Data Layer: the Ragehook, and whatever further events the customer declares. */
export const bdl: Source = (emit, { page, guard, report, session }, config) => {
  const options = readObject(config.bdl) ?? {};
  const undos: Undo[] = [];

  const listen = (name: string, read: string | ReadEvent) => {
    let lastTarget: EventTarget | undefined;
    let lastAt = -ONE_ACT_MS;
    undos.push(
      page.on(name, (event) => {
        const path = event.composedPath();
        const detail = readObject((event as CustomEvent<unknown>).detail);
        const ragehook = name === RAGEHOOK;
        if (ragehook && !detail) return report('bad_signal', name);
        const now = page.elapsed();
        const repeated = ragehook && path[0] === lastTarget && now - lastAt < ONE_ACT_MS;
        [lastTarget, lastAt] = [path[0], now];
        if (ragehook) session()?.update({ ragehook: true });
        if (repeated) return;
        const context = { ...detail, replayUrl: detail?.eventReplayUrlAtCurrentTime, target: targetName(path) };
        const input = typeof read === 'string' ? toSignal(read, context) : read(detail, event);
        if (input !== undefined) emit(input, 'fullstory');
      }),
    );
  };

  if (options.rageclick !== false) listen(RAGEHOOK, 'rage_click');
  const events = readObject(options.events) ?? {};
  for (const name of Object.keys(events)) {
    const read = events[name];
    if (typeof read === 'string' || typeof read === 'function') listen(name, read as string | ReadEvent);
    else report('bad_option', `bdl.events.${name}`);
  }
  if (typeof options.subscribe === 'function') {
    const undo: unknown = options.subscribe(guard((signal: SignalInput) => emit(signal, 'fullstory')));
    if (typeof undo === 'function') undos.push(guard(undo as () => void));
  } else if (options.subscribe !== undefined) report('bad_option', 'bdl.subscribe');
  return () => {
    for (const undo of undos) undo();
  };
};

/** The one behavioural event that FullStory documents: developer.fullstory.com/browser/rage-clicks */
const RAGEHOOK = 'fullstory/rageclick';

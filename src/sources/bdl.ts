import type { ReadEvent } from '../config.js';
import type { Undo } from '../guard.js';
import { isAnothers, type KeptEvent } from '../loader/kept.js';
import { type SignalInput, type SignalType, WEIGHT } from '../signal.js';
import { toObject } from '../text.js';
import type { Source } from './source.js';
import { targetName } from './target.js';

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
  // An element, or the id of one whose event came before the tag.
  let lastTarget: unknown;
  let lastAt = -ONE_ACT_MS;

  /** FullStory may tell of one act several times. `at`: milliseconds since the page began. */
  const isRepeated = (target: unknown, at: number, id = target): boolean => {
    const repeated = (target === lastTarget || id === lastTarget) && at - lastAt < ONE_ACT_MS;
    lastTarget = target;
    lastAt = at;
    return repeated;
  };

  const tell = (type: string, detail: unknown, more: object) => {
    const { eventReplayUrlAtCurrentTime: replayUrl } = toObject(detail);
    emit(toSignal(type, { ...toObject(detail), replayUrl, ...more }), 'fullstory');
  };
  // Afterwards: the signal may have begun another session.
  const noteRagehook = () => session()?.update({ ragehook: 1 });

  const replay = (events: readonly KeptEvent[]) => {
    const now = page.now();
    const { attributeAnonymous } = config;
    for (const event of events) {
      const [detail, target, at, path] = event;
      const elapsed = page.elapsed() - now + at;
      const isOver = now - at > config.session.minutes * 60000;
      const who = { owner: ports.who().owner, cookie: page.document.cookie, attributeAnonymous };
      if (isOver || isAnothers(event, who)) ports.dropped(1, isOver ? 'droppedByExpiry' : 'droppedByIdentityChange');
      // An element of an earlier page is another.
      else if (!isRepeated(elapsed < 0 ? path + target : target, elapsed))
        tell('rage_click', detail, { target, at, page: path });
    }
    noteRagehook();
  };

  const listen = (name: string, read: unknown) => {
    if (typeof read !== 'string' && typeof read !== 'function') return report('bad_option', name);
    undos.push(
      page.on(name, (event) => {
        const path = event.composedPath();
        const { detail } = event as CustomEvent<unknown>;
        if (name === RAGEHOOK) {
          // Any script can dispatch the event: without its detail it is not FullStory's.
          if (typeof detail !== 'object' || !detail) return report('bad_signal', name);
          // What came before the tag comes first.
          ports.live();
          if (isRepeated(path[0], page.elapsed(), (path[0] as Element).id)) return;
        }
        if (typeof read === 'string') tell(read, detail, { target: targetName(path) });
        else {
          // The customer's own reader, as its type says; what it answers is read like every signal.
          const input = (read as ReadEvent)(detail, event);
          if (input) emit(input, 'fullstory');
        }
        if (name === RAGEHOOK) noteRagehook();
      }),
    );
  };

  if (rageclick !== false) {
    listen(RAGEHOOK, 'rage_click');
    ports.onKept(replay);
  }
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

import type { Undo } from '../../../tools/guard.js';
import type { DetectorContext } from '../context.js';
import { CLICKABLE } from '../press.js';
import type { Change } from './differences.js';
import { createRhythm } from './rhythm.js';

/** Something that no mutation tells of: a scroll, a film that plays, the focus elsewhere. */
export interface Mark {
  at: number;
  type: string;
  node: EventTarget | null;
}

/** What the visitor did beside pressing. */
export interface Act {
  at: number;
  type: 'scroll' | 'hover' | 'key';
  node: Node;
  /** A scroll goes on. */
  last: number;
}

/**
 * Events that are an answer, wherever they come from. A toggle is a details, dialog or popover; `invalid` is the browser's
 * bubble. No `change`: it follows an `input`, or comes when the press takes the focus from what was typed into.
 */
const MARKS =
  'scroll toggle play pause volumechange ratechange seeking input invalid copy fullscreenchange beforeprint focusin';

/** What a MutationObserver can tell of. */
const EVERYTHING = {
  subtree: true,
  childList: true,
  attributes: true,
  characterData: true,
  attributeOldValue: true,
  characterDataOldValue: true,
};

// A page that moves all the time: the older half is forgotten.
const MAX_CHANGES = 2000;
const MAX_NOTES = 60;
// After the start, to learn what moves by itself.
const LEARN_MS = 15_000;
// A page that scrolls so long after a press is scrolled by the visitor: of the scroll bar no other event tells.
const OWN_SCROLL_MS = 600;
// The pointer rests on a control before it presses.
const ARRIVED_MS = 10_000;

export const createWatch = ({ page, guard, undos, on }: DetectorContext) => {
  const { window, document } = page;
  const rhythm = createRhythm();
  let changes: Change[] = [];
  let marks: Mark[] = [];
  let acts: Act[] = [];
  /** Presses and keys so far. */
  let count = 0;
  let acted = 0;
  let until = 0;
  let cancel: Undo | undefined;
  let roots: Node[] = [];
  const listeners: (() => void)[] = [];
  const resting: Undo[] = [];
  /** The latest change that had to be forgotten. */
  let lost = -1;

  const take = (records: MutationRecord[]) => {
    const at = page.elapsed();
    for (const record of records) changes.push({ at, record });
    rhythm.learn(
      records.map(({ target }) => target),
      at,
      count,
    );
    if (changes.length > MAX_CHANGES) {
      const [last] = changes.splice(0, MAX_CHANGES / 2).slice(-1);
      if (last) lost = last.at;
    }
    for (const listener of listeners) listener();
  };
  const mutations = new window.MutationObserver(guard(take));

  const note = (type: Act['type'], node: Node) => {
    const at = page.elapsed();
    const [last] = acts.slice(-1);
    if (last && last.type === type && type === 'scroll') last.last = at;
    else acts = [...acts.slice(-MAX_NOTES), { at, type, node, last: at }];
  };
  const mark = ({ type, target }: Event, path: readonly EventTarget[]) => {
    if (!cancel) return;
    const at = page.elapsed();
    if (type === 'scroll' && target === document && at - acted > OWN_SCROLL_MS) note('scroll', document);
    marks.push({ at, type, node: path[0] || target });
    marks = marks.slice(-MAX_NOTES);
  };
  const hear = guard((event: Event) => mark(event, event.composedPath()));
  const inRoots = (how: 'addEventListener' | 'removeEventListener') => {
    // Most answers do not leave a shadow root.
    for (const root of roots) for (const type of MARKS.split(' ')) root[how](type, hear, true);
  };
  const rest = () => {
    if (cancel) cancel();
    cancel = undefined;
    mutations.disconnect();
    inRoots('removeEventListener');
    roots = [];
    changes = [];
    marks = [];
    acts = [];
    for (const stop of resting) stop();
  };
  const end = () => {
    const left = until - page.elapsed();
    if (left > 0) cancel = page.after(left, end);
    else rest();
  };

  let over: Element | undefined;
  let arrived = 0;
  on(MARKS, (event, { path }) => mark(event, path));
  for (const type of ['wheel', 'touchmove'])
    undos.push(page.on(type, ({ target }) => cancel && note('scroll', target as Node)));
  undos.push(
    // Often: it costs no more than one question as long as the pointer is on one thing.
    page.on('pointerover', ({ target }) => {
      // A pointer is on an element, or on the document as it leaves.
      const node = target as Element;
      const control = node.closest && (node.closest(CLICKABLE) || node);
      if (!control || control === over) return;
      arrived = page.elapsed();
      over = control;
      if (cancel) note('hover', control);
      extend(ARRIVED_MS, true);
    }),
    rest,
  );
  /** Watches for so many ms from now on. */
  const extend = (ms: number, isCalm?: boolean) => {
    const now = page.elapsed();
    // A pointer that moves all the time does not keep the page watched for longer than it presses.
    if (isCalm && cancel && until - now > ms / 2) return;
    until = Math.max(until, now + ms);
    if (cancel) return;
    mutations.observe(document, EVERYTHING);
    cancel = page.after(ms, end);
  };
  extend(LEARN_MS);

  return {
    extend,
    /** Looks into the open shadow roots of a press as well. */
    look: (path: readonly EventTarget[]): void => {
      // No other fragment is ever on the path of an event.
      const added = path.filter((node) => (node as Node).nodeType === 11 && !roots.includes(node as Node)) as Node[];
      if (!added.length) return;
      inRoots('removeEventListener');
      roots = [...roots, ...added];
      for (const root of added) mutations.observe(root, EVERYTHING);
      inRoots('addEventListener');
    },
    /** A press, or a key: who has a rhythm now is the visitor. */
    act: (key?: Node): void => {
      count++;
      acted = page.elapsed();
      if (key && cancel) note('key', key);
    },
    /** When the pointer came to where it is. */
    arrivedAt: (): number => arrived,
    changes: (): readonly Change[] => {
      take(mutations.takeRecords());
      return changes;
    },
    marks: (): readonly Mark[] => marks,
    acts: (): readonly Act[] => acts,
    isDue: rhythm.isDue,
    /** Is anything forgotten of what came after that? */
    hasLost: (at: number): boolean => lost > at,
    /** Called after each batch of changes. */
    onChange: (listener: () => void): void => void listeners.push(listener),
    onRest: (stop: Undo): void => void resting.push(stop),
  };
};

export type Watch = ReturnType<typeof createWatch>;

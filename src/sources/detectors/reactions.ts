import type { Undo } from '../../guard.js';
import { onNavigate } from '../../page/navigation.js';
import { hash, matchesGlob } from '../../text.js';
import type { Desk, Settings } from './desk.js';
import type { Press } from './press.js';

// Setting `.value` from script leaves no other trace. More controls than that are no longer "around the button".
const MOST_CONTROLS = 20;
const GROUP = 'form,fieldset,[role=group],[role=radiogroup]';

/** What the controls of the nearest form or group hold, as a hash: enough to notice a change, useless to read. */
export const valuesAround = (actor: Element): number => {
  const { parentElement } = actor;
  const group =
    actor.closest(GROUP) || (parentElement && parentElement.children.length < MOST_CONTROLS && parentElement);
  // A form knows its controls: nothing is looked through where the whole page is one.
  const controls = group ? (group as HTMLFormElement).elements || group.querySelectorAll('input,select,textarea') : [];
  let values = '';
  for (let at = 0; at < MOST_CONTROLS && controls[at]; at++) {
    const { value, checked } = controls[at] as HTMLInputElement;
    values += `${value} ${checked},`;
  }
  return hash(values);
};

export interface Reactions {
  /** Has the page answered the press, by now? */
  answered(press: Press): boolean;
  /** Looks for an answer from now on; calls back when the time for the verdict has come and nobody has answered. */
  watch(press: Press, verdict: () => void): void;
}

/** What a MutationObserver can tell of. */
export const EVERYTHING = { subtree: true, childList: true, attributes: true, characterData: true };

/**
 * Events that are an answer, wherever they come from. A toggle is a details, dialog or popover; `invalid` is the browser's
 * bubble. No `change`: it follows an `input`, or comes when the press takes the focus from what was typed into.
 */
const ANSWERS = 'scroll toggle play pause input invalid copy fullscreenchange';

/** Notices whether anything happens after a press: only while one waits is anything observed. */
export const createReactions = (
  { page, guard, onHidden, undos, on }: Desk,
  { within, verdict: due, ignore, requests }: Settings['dead_click'],
): Reactions => {
  const { window, document } = page;
  const waiting = new Map<Press, Undo>();

  /** At that time something happened: it answers every press of the time before. */
  const answer = (at = page.elapsed(), besides?: (press: Press) => boolean) => {
    for (const [press, cancel] of waiting) {
      if (at >= press.at && at - press.at <= within && !(besides && besides(press))) {
        press.answered = true;
        cancel();
      }
    }
  };
  const forget = () => {
    for (const cancel of waiting.values()) cancel();
  };

  const mutations = new window.MutationObserver(guard(() => answer()));
  // www.shop.example asks api.shop.example: the same site.
  const site = window.location.hostname.replace(/^(www|m)\./, '');
  const isOwn = (address: string) => `.${new URL(address).hostname}`.endsWith(`.${site}`);
  const note = (entries: PerformanceEntryList) => {
    // The observer is told of entries of this kind alone.
    for (const { initiatorType, startTime, name } of entries as PerformanceResourceTiming[])
      if (
        /^(fetch|xml)/.test(initiatorType) &&
        (isOwn(name) || matchesGlob(name, requests)) &&
        !matchesGlob(name, ignore)
      )
        answer(startTime);
  };
  // The list of entries itself is full after 250 of them; an observer is told of all.
  const network = new window.PerformanceObserver(guard((list) => note(list.getEntries())));

  const rest = () => {
    mutations.disconnect();
    network.disconnect();
  };

  on(ANSWERS, () => answer());
  // Where there is no Navigation API nothing else tells of a form under way to a slow server.
  on('submit', (event, { at }) =>
    answer(at, (press) => {
      press.sent = event;
      return true;
    }),
  );
  on('popstate', () => isEmpty(window.location.href) || answer());
  on('focusin', (_, { at, path: [focused] }) => answer(at, ({ path }) => !focused || path.includes(focused)));
  on('selectionchange', (_, { at }) => answer(at, ({ element }) => !hasSelection(element)));
  // Another window is in front (a print dialog, a file picker, a new tab): no verdict.
  on('blur', ({ target }) => target === window && forget());
  undos.push(
    onHidden(forget),
    onNavigate(page, guard, ({ destination }) => isEmpty(destination.url) || answer()),
    forget,
    rest,
  );

  return {
    answered: (press) =>
      press.answered || (press.sent && !press.sent.defaultPrevented) || valuesAround(press.element) !== press.values,
    watch: (press, verdict) => {
      if (!waiting.size) {
        mutations.observe(document, EVERYTHING);
        network.observe({ type: 'resource' });
      }
      // Most answers do not leave a shadow root. A listener of this press's own: another may wait for longer.
      const hear = guard(() => answer());
      const listen = (how: 'addEventListener' | 'removeEventListener') => {
        // No other fragment is ever on the path of an event.
        for (const node of press.path)
          if ((node as Node).nodeType === 11) {
            mutations.observe(node as Node, EVERYTHING);
            for (const type of ANSWERS.split(' ')) node[how](type, hear, true);
          }
      };
      listen('addEventListener');
      const stop = page.after(due, () => {
        // What has ended by now may not have been told yet.
        note(network.takeRecords());
        if (waiting.has(press)) {
          cancel();
          verdict();
        }
      });
      const cancel = () => {
        stop();
        listen('removeEventListener');
        waiting.delete(press);
        if (!waiting.size) rest();
      };
      waiting.set(press, cancel);
    },
  };
};

/** `href="#"` leads nowhere: the jump alone is no answer. */
const isEmpty = (address: unknown) => /#$/.test(String(address));

/** Is anything selected where that node is? Chromium keeps the selection of a shadow root to itself. */
export const hasSelection = (node: Node): boolean => {
  const root = node.getRootNode() as Partial<Document>;
  const selection = root.getSelection && root.getSelection();
  return !!selection && !selection.isCollapsed;
};

import { keepLooking } from '../../page/keep-looking.js';
import { createGuard, type Undo } from '../../tools/guard.js';
import type { ConsentAdapter, ConsentAnswer, ConsentPage } from '../../types/config.js';

/** A consent tool that can be asked at any time. */
export interface Tool {
  /** The present answer. null: the tool is not there yet. What it throws counts as not known. */
  read(page: ConsentPage): ConsentAnswer | null;
  /** Events of the tool on window, or on document, at which it has a new word. */
  events?: readonly string[];
  on?: 'document';
  /** Called once, when the tool is there: `changed` is to be called when it has a new word. */
  follow?(changed: () => void, page: ConsentPage): Undo | undefined;
  /** The tool never calls back: it is asked again and again, and after presses and keys while there is consent. */
  silent?: boolean;
}

// A press is heard before the tool's own handler: what it decides is there a moment later.
const AFTER_PRESS_MS = 0;

/** Asks a tool until it is there, then at each of its events. Says only what is new. */
export const followTool = ({ read, events = [], on, follow, silent }: Tool): ConsentAdapter => ({
  watch: (said, page) => {
    const undos: Undo[] = [];
    const acts: Undo[] = [];
    // What the tool says first is said even if it is nothing.
    let last: ConsentAnswer | null = null;
    let isFollowed = false;
    let isStopped = false;
    const guard = createGuard(() => {});

    const tell = (isNew?: boolean): boolean => {
      if (isStopped) return true;
      // Whatever the tool throws, nobody has agreed.
      const answer = guard(read, undefined)(page);
      const granted = answer ?? undefined;
      if (isNew || granted !== last) said(granted);
      last = granted;
      // While there is consent a withdrawal must be heard soon; before it no act of the visitor is listened to.
      if (!granted) for (const undo of acts.splice(0)) undo();
      else if (silent && !acts.length) acts.push(page.on('click', ask), page.on('keydown', ask));
      if (answer === null) return false;
      if (!isFollowed) {
        isFollowed = true;
        const undo = guard(() => follow?.(() => tell(true), page))();
        if (undo) undos.push(undo);
      }
      return !silent && (answer !== undefined || events.length > 0 || !!follow);
    };

    const ask = () => {
      page.after(AFTER_PRESS_MS, () => tell());
    };

    for (const event of events) undos.push(page.on(event, () => tell(true), on));
    undos.push(keepLooking(page, () => tell()));
    return () => {
      isStopped = true;
      for (const undo of [...acts.splice(0), ...undos.splice(0)]) undo();
    };
  },
});

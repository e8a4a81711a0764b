import type { Config, ConsentAdapter } from '../config.js';
import type { Guard, Undo } from '../guard.js';
import type { Page } from '../page/page.js';
import { readObject } from '../text.js';

export type ConsentState = 'unknown' | 'granted' | 'denied';

export interface Consent {
  /** Asked anew where the site gave a function: it may have changed without a word. */
  state(): ConsentState;
  /** The consent command. A refusal always counts; a grant counts where nobody else is asked. */
  say(state: ConsentState): void;
  /** Another tab has refused: back to not knowing, until somebody says it anew. */
  doubt(): void;
  start(): void;
  stop(): void;
}

// A function that does not know yet is asked again, slower and slower, as long as the page is visible.
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 5000;

interface Parts {
  guard: Guard;
  adapters: Readonly<Record<string, ConsentAdapter>>;
  changed: (state: ConsentState) => void;
  unknownAdapter: () => void;
}

const toState = (granted: unknown): ConsentState =>
  granted === true ? 'granted' : granted === false ? 'denied' : 'unknown';

export const createConsent = (
  page: Page,
  config: Config,
  { guard, adapters, changed, unknownAdapter }: Parts,
): Consent => {
  const { consent: source = 'command' } = config;
  let last: ConsentState = 'unknown';
  let doubted = false;
  let said: ConsentState = 'unknown';
  // What the consent tool says; with the command alone there is no tool.
  let tool: (() => ConsentState) | undefined;
  let undo: Undo | undefined;
  let timer: Undo | undefined;
  let look = FIRST_LOOK_MS;

  const state = (): ConsentState => {
    if (config.globalPrivacyControl === 'deny' && page.optedOut()) return 'denied';
    const answer = said === 'denied' || !tool ? said : tool();
    // Still the answer from before the refusal in another tab.
    if (doubted && answer === 'granted') return 'unknown';
    doubted = false;
    return answer;
  };

  const settle = () => {
    const now = state();
    if (now !== last) {
      last = now;
      changed(now);
    }
    return now;
  };

  const poll = () => {
    timer = page.after(look, poll);
    look = Math.min(look * 1.5, LAST_LOOK_MS);
    if (!page.hidden()) settle();
  };

  return {
    state: settle,
    say: (word) => {
      said = word;
      doubted = false;
      settle();
    },
    doubt: () => {
      doubted = true;
      settle();
    },
    start: () => {
      const adapter = typeof source === 'string' ? adapters[source] : source;
      if (source === 'granted') said = 'granted';
      else if (typeof adapter === 'function') {
        tool = () => toState(guard(adapter)());
        poll();
      } else if (typeof readObject(adapter)?.watch === 'function') {
        let told: ConsentState = 'unknown';
        tool = () => told;
        undo = adapter?.watch(
          guard((granted) => {
            told = toState(granted);
            doubted = false;
            settle();
          }),
          page,
        );
      } else if (source !== 'command') unknownAdapter();

      settle();
    },
    stop: () => {
      timer?.();
      undo?.();
    },
  };
};

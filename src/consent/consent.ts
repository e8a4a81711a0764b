import type { Config, ConsentAdapter } from '../config/read-options.js';
import type { Page } from '../page/page.js';
import type { Guard, Undo } from '../tools/guard.js';
import type { Report } from '../tools/problems.js';
import type { ConsentState } from '../types/health.js';

export interface Consent {
  /** Asked anew where the site gave a function: it may have changed without a word. */
  state(): ConsentState;
  /** The consent command. A refusal always counts; a grant counts where no consent tool is asked. */
  setConsent(state: ConsentState): void;
  /** Another tab has refused: back to not knowing, until somebody says it anew. */
  invalidate(): void;
  start(): void;
  stop(): void;
}

// A function that does not know yet is asked again, slower and slower, as long as the page is visible.
const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 5000;

interface Parts {
  guard: Guard;
  report: Report;
  adapters: Readonly<Record<string, ConsentAdapter>>;
  changed: (state: ConsentState) => void;
}

const toState = (granted: unknown): ConsentState => {
  if (granted === true) return 'granted';
  return granted === false ? 'denied' : 'unknown';
};

export const createConsent = (page: Page, config: Config, { guard, report, adapters, changed }: Parts): Consent => {
  const { consent: source = 'command' } = config;
  const adapter = typeof source === 'string' ? adapters[source] : source;
  let last: ConsentState = 'unknown';
  // From the beginning: what is said while the page is only prerendered comes later and counts.
  let said: ConsentState = source === 'granted' ? 'granted' : 'unknown';
  let isInvalid = false;
  // A page that is only prerendered has no visitor who could have agreed.
  let started = false;
  // What the consent tool says; with the command alone there is no tool.
  let tool: (() => ConsentState) | undefined;
  let undo: Undo | undefined;
  let timer: Undo | undefined;
  let delay = FIRST_POLL_MS;

  const answer = (): ConsentState => {
    if (!started) return 'unknown';
    // Not in TypeScript's lib yet: https://www.w3.org/TR/gpc/
    const { globalPrivacyControl } = page.window.navigator as { globalPrivacyControl?: unknown };
    if (globalPrivacyControl === true && config.globalPrivacyControl === 'deny') return 'denied';
    return said === 'denied' || !tool ? said : tool();
  };

  const settle = (): ConsentState => {
    let now = answer();
    // Still the answer from before the refusal in another tab.
    if (isInvalid && now === 'granted') now = 'unknown';
    else isInvalid = false;
    if (now !== last) {
      last = now;
      changed(now);
    }
    return now;
  };

  const poll = () => {
    timer = page.after(delay, poll);
    delay = Math.min(delay * 1.5, LAST_POLL_MS);
    if (!page.hidden()) settle();
  };

  return {
    state: settle,
    setConsent: (word) => {
      said = word;
      isInvalid = false;
      // A refusal is carried out each time it is said: another tab may have had a yes since.
      if (word === 'denied') last = 'unknown';
      settle();
    },
    invalidate: () => {
      isInvalid = true;
      settle();
    },
    start: () => {
      started = true;
      if (typeof adapter === 'function') {
        tool = () => toState(guard(adapter)());
        poll();
      } else if (typeof adapter?.watch === 'function') {
        let told: unknown;
        tool = () => toState(told);
        undo = guard(adapter.watch)(
          guard((granted) => {
            told = granted;
            isInvalid = false;
            settle();
          }),
          page,
        );
      } else if (source !== 'granted' && source !== 'command') report('bad_option', 'consent');
      settle();
    },
    stop: () => {
      timer?.();
      undo?.();
    },
  };
};

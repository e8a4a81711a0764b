import { readConsentMode } from './loader/consent-mode.js';
import type { KeptEvent, LoaderHealth, LoaderQueue } from './types/loader.js';

declare const window: Pick<Window, 'requestIdleCallback'> & {
  fsOmetria?: LoaderQueue;
  // Not in TypeScript's lib: https://www.w3.org/TR/trusted-types/
  trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
};
// Not in TypeScript's lib yet: https://www.w3.org/TR/gpc/
declare const navigator: { globalPrivacyControl?: unknown };

/** The options that the loader follows: attributes of their own, or of `['config', …]`. */
interface Options {
  consent?: unknown;
}

/** An event, a command of the queue, or a mere look at what may have changed: each is read as all three. */
type Given = Partial<Omit<CustomEvent, 'type'> & Record<'type' | 0 | 1, unknown>>;

const DENIED = 0;
const UNKNOWN = 1;
const GRANTED = 2;
/** After a consent command: a refusal is carried out each time, since another tab may have had a yes meanwhile. */
const TO_BE_DECIDED = 3;

// More events on a page than these are a broken page's.
const MAX_KEPT = 100;

// Consent Mode tells nobody of a change, and no event tells that the page has loaded and is idle: looked at again so often.
const LOOK_MS = 1000;

// Nobody waits for the tag, so that it may well come late; much later, and a short visit would end without it.
const IDLE_MS = 5000;

// Stands in for the tag until the visitor has agreed and the page is idle, and brings it then. Every page pays for each of its
// bytes: so there is one handler for whatever comes, one guard, nothing that the tag can do later, and no function that is
// used once, since the minifier does not put it where it is used. `let` and `==` are shorter than `const` and `===`.
// biome-ignore lint/suspicious/noAssignInExpressions: shorter by four bytes
let queue: LoaderQueue = (window.fsOmetria = window.fsOmetria || []);

// Otherwise the tag is there already, or this script twice.
if (!queue.health) {
  // A classic script: this is its own element.
  let { src, nonce, dataset } = document.currentScript as HTMLScriptElement;
  let url = dataset.src || src.replace('.loader', '');
  let source: unknown = dataset.consent;
  let said: unknown;
  let named: number | undefined;
  let state: number | undefined;
  let event: KeptEvent;
  // What stands in the way of the tag, once it was asked for.
  let problems: LoaderHealth['problems'] | undefined;
  let kept = 0;
  // Nothing is decided before the whole queue has been read, nor after the tag has come.
  let isDeaf = true;

  let handle = (given: Given): void => {
    try {
      let { type, 0: name, 1: value } = given;
      // What the queue holds by now was told without a yes. After the yes it stands.
      if (!((state as number) > UNKNOWN)) queue.agreed = queue.length;
      if (__CONSENT__) {
        // `visitor` and `reset`, by the letter that no other command has there. After a log-out the name stays nobody's.
        if ((name as string)?.[2] == 's') {
          named = 0;
          // To be compared, and useless to look anybody up: `hashName` of loader/replay.ts. What is no text throws, and names nobody.
          for (let character of (value as string).toLowerCase()) named = (named * 31 + character.charCodeAt(0)) | 0;
        }
        if (name == 'config') source = (value as Options).consent || source;
        if (name == 'consent') {
          said = value;
          state = TO_BE_DECIDED;
        }
      }
      let before = state;
      if (isDeaf) state = UNKNOWN;
      else if (!__CONSENT__) state = GRANTED;
      else if (said == 'denied' || navigator.globalPrivacyControl) state = DENIED;
      else if (source == 'google')
        state = Math.min(readConsentMode('analytics_storage'), readConsentMode('ad_storage'));
      else state = (said || source) == 'granted' ? GRANTED : UNKNOWN;

      if (state != before) {
        for (let kind of ['fullstory/rageclick', 'pointerdown'])
          (state > UNKNOWN ? addEventListener : removeEventListener)(kind, handle, true);
        if (__CONSENT__ && !state) {
          // Takes away what an earlier visit has left. Other tabs are told by the tag's own mark.
          // Under a key of the site's own there is nothing to be found: that needs the single script.
          // The other regular expression's method, for its bytes.
          for (let area of [sessionStorage, localStorage])
            for (let key in area)
              if (/^fs_ometria/.exec(key)) {
                delete area[key];
                localStorage['fs_ometria.0'] = `{"denied":${Date.now()}}`;
              }
        }
      }

      if (state > UNKNOWN) {
        // The Ragehook by its name: WebKit gives a press a detail as well, the number of presses.
        if ((type as string) < 'g') {
          if (kept++ < MAX_KEPT) {
            // One for each event of the Ragehook, in the order of `KeptEvent`: types/loader.ts.
            event = [
              // The path is empty after dispatch; inside a shadow root it begins with another than `target`.
              // biome-ignore lint/suspicious/noAssignInExpressions: one name for the last element, and for this one
              queue.last == (queue.last = (given as Event).composedPath()[0] as Element),
              given.detail,
              // A field that is called "id" hides the id of its form.
              `${queue.last.id}`,
              Date.now(),
              // What may name a person or an order is not stored, nor what comes after it.
              location.pathname.replace(/[^/]*[\d@%].*/, '*'),
              // The tracker's name for the device, which changes with the identity.
              /cid%3D\w+/.exec(document.cookie),
              named,
            ];
            // For the tag on this page, and for the one on the tab's next page. The second may be blocked, full, or another
            // text than ours where a library has given lists a toJSON.
            queue.push(event);
            // Before the first comma is a word that says that nothing was there.
            sessionStorage['fs_ometria.0'] += `,${JSON.stringify(event)}`;
          }
        } else if (!problems) {
          if (type) {
            problems = [{ code: 'script_blocked' }];
            document.head.append(
              Object.assign(document.createElement('script'), {
                nonce,
                // Another origin checks integrity only of what is asked for with CORS.
                crossOrigin: '',
                integrity: __INTEGRITY__,
                src:
                  window.trustedTypes
                    ?.createPolicy('fs_ometria', { createScriptURL: () => url })
                    .createScriptURL(url) ?? url,
              }),
            );
          } else if (document.readyState < 'd')
            // Of its three words that is "complete" alone.
            // Safari has no requestIdleCallback, and a timer does not mind the second argument. Without the time-out Chromium
            // may not call back for half a minute on a busy machine.
            (window.requestIdleCallback || setTimeout)(() => handle({ type: 1 }), { timeout: IDLE_MS } as never);
        }
      }
    } catch {
      // Getters of the page's, storage that is blocked or full, a policy that forbids ours: the page is not to notice.
    }
  };

  // Ends by itself, a second after the tag has come.
  let look = (): void => {
    handle({});
    if (!isDeaf) setTimeout(look, LOOK_MS);
  };

  if (__CONSENT__)
    queue.push = (...commands) => {
      // A command may be anything, and each is read within the guard.
      commands.map(handle as (command: unknown) => void);
      return [].push.apply(queue, commands as never[]);
    };
  queue.health = () => ({
    // Decided by now.
    state: { consent: (['denied', 'unknown'] as const)[state as number] || 'granted' },
    problems: problems || [],
  });
  queue.loader = () => {
    isDeaf = true;
    handle({});
    return dataset;
  };

  queue.map(handle as (command: unknown) => void);
  isDeaf = false;
  look();
}

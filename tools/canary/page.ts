// One test field in each of the styles of the option `keys`, by the shop's own Ometria tag.
import { find, followServer } from '../dom.js';
import { clock, readAddress, readLink, STYLES, VERDICTS, WAIT_MS } from './canary.js';

const LOOK_MS = 250;
const GIVE_UP_MS = 15_000;
const BETWEEN_MS = 1000;

/** Ometria's tracker as far as it is called here; nothing of it is there for certain. */
interface Tracker {
  init?(type: string): void;
  identify?(id: string, properties: object): void;
  getIdentity?(): string | null;
  _debug?(): { extra?: { cid?: unknown; npv?: number } };
  onLoad?(): void;
}

const page = window as Window & { ometria?: Tracker };

const say = (id: string, text: string, good = false): void => {
  find(id).textContent = text;
  find(id).className = `said ${good ? 'good' : 'bad'}`;
};

let email = '';
let loaded = '';

/** The generic tag leaves init to the site; a platform's does it itself. */
const prepare = (): void => {
  const own: Tracker = { onLoad: () => page.ometria?.init?.('other') };
  page.ometria = Object.assign(own, page.ometria);
};

const isReady = (): boolean => {
  const { ometria } = page;
  if (typeof ometria?.identify !== 'function' || typeof ometria.getIdentity !== 'function') return false;
  const extra = ometria._debug?.().extra;
  // Where the tracker does not show its page views, its methods have to be enough.
  return typeof extra?.cid === 'string' ? (extra.npv ?? 0) >= 1 : true;
};

const untilReady = (since: number): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (isReady()) resolve(true);
      else if (performance.now() - since > GIVE_UP_MS) resolve(false);
      else setTimeout(look, LOOK_MS);
    };
    look();
  });

const loadScript = (src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { async: true, src });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', reject);
    document.head.append(script);
  });

/** Loads the tag; what is wrong, or nothing. */
const loadTracker = async (address: URL): Promise<string> => {
  try {
    // A second try with another contact needs no second tracker.
    if (loaded !== address.href) await loadScript(address.href);
    loaded = address.href;
  } catch {
    return 'The tag did not load: a wrong address, or a blocker in this browser.';
  }
  if (!(await untilReady(performance.now())))
    return 'The tag loaded, but its tracker does not start here. Is it the tag of your account?';
  email = find<HTMLInputElement>('email').value.trim();
  const known = page.ometria?.getIdentity?.();
  return known && known !== email ? 'This browser is known as somebody else. Open this page in a private window.' : '';
};

const load = async (): Promise<void> => {
  const address = readAddress(find<HTMLInputElement>('tag').value, location.href);
  if (!address) {
    say('loaded', 'That is no address that this page would load: https:// it has to be.');
    return;
  }
  const button = find<HTMLButtonElement>('load');
  button.disabled = true;
  say('loaded', `Loading ${address.host}…`, true);
  prepare();
  const wrong = await loadTracker(address);
  if (wrong) button.disabled = false;
  else find<HTMLButtonElement>('send').disabled = false;
  say('loaded', wrong || 'The tracker is ready.', !wrong);
};

/** Whether a request of the tracker was seen since a moment. */
const wasSeen = (since: number): boolean =>
  performance
    .getEntriesByType('resource')
    .some(({ name, startTime }) => startTime >= since && /\/track\/v\d+\/.*event\.gif/.test(name));

const showCall = (texts: readonly string[]): void => {
  const row = document.createElement('tr');
  for (const text of texts)
    row.insertCell().append(Object.assign(document.createElement('code'), { textContent: text }));
  find('calls').hidden = false;
  find('rows').append(row);
};

const send = async (): Promise<void> => {
  const at = new Date();
  let all = true;
  find('rows').replaceChildren();
  for (const [style, toProperties] of Object.entries(STYLES)) {
    const properties = toProperties(clock(at));
    const since = performance.now();
    page.ometria?.identify?.(email, properties);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    const seen = wasSeen(since);
    all &&= seen;
    showCall([style, JSON.stringify(properties), seen ? 'yes' : 'not seen']);
  }
  const hidden = 'Not every request was seen. Some trackers hide them; look in the network panel for event.gif.';
  say('sent', all ? `Sent at ${clock(at)}.` : hidden, all);
  find('when').textContent = `at ${clock(new Date(at.getTime() + WAIT_MS))}`;
};

const { searchParams } = new URL(location.href);
find<HTMLInputElement>('tag').value = readLink(searchParams.get('tag') ?? '', location.href);
find<HTMLInputElement>('email').value = searchParams.get('email') ?? '';
// Chromium keeps no cookies for a page from the disk: the tracker would know nobody, and nothing would arrive.
if (location.protocol === 'file:') {
  find('unserved').hidden = false;
  find<HTMLButtonElement>('load').disabled = true;
}
find('form').addEventListener('submit', (event) => {
  event.preventDefault();
  load();
});
find('send').addEventListener('click', send);
for (const button of document.querySelectorAll<HTMLElement>('[data-verdict]'))
  button.addEventListener('click', () => {
    find('verdict').textContent = VERDICTS[button.dataset.verdict ?? ''] ?? '';
  });
followServer();

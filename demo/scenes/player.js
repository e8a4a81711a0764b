import { SCENES } from './scenes.js';

const $ = (id) => document.getElementById(id);
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;
const asks = new URLSearchParams(location.search);
// Long enough to read the step before the next one begins; `?read=` says otherwise.
const READ_MS = Number(asks.get('read') ?? 1400);
// What has not come by then does not come.
const PROOF_MS = 1400;
const HALF_HOUR = 1_800_000;
const DEMO_VISIT_MS = 8000;
const SHORT_VISIT_MS = 1500;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const post = (path, body) =>
  fetch(path, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body) });
let frame = $('shop');

let looked = 0;
/** Each page of the shop has a tag of its own to be looked at. */
const follow = () => {
  const own = frame;
  own.addEventListener('load', () => {
    if (own.contentWindow?.location.href === 'about:blank') return;
    looked += 1;
    $('inspector').contentWindow.location.replace(`/scenes/inspector.html?${looked}#fs_ometria_debug=open`);
  });
};
follow();

const until = async (look) => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    // A page that is just being replaced has nothing to look at.
    const found = await Promise.resolve()
      .then(look)
      .catch(() => undefined);
    if (found) return found;
    if (performance.now() > end) throw new Error('What this step waits for did not happen.');
    await wait(LOOK_MS);
  }
};

const load = (address) =>
  new Promise((done) => {
    frame.addEventListener('load', done, { once: true });
    frame.contentWindow.location.replace(address);
  });

const contacts = async () => (await (await fetch('/api/contacts')).json()).contacts;
const health = () => frame.contentWindow.fsOmetria.health();
const find = (selector) => {
  const found = frame.contentDocument.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
};

const ownRecords = () =>
  Object.keys(localStorage).filter(
    (key) => key.startsWith('fs_ometria.') && !/"denied"/.test(localStorage.getItem(key)),
  );

const api = {
  open: (path) => load(path),
  // As on a phone: the page is hidden, then its tab goes. A navigation would be a step of the visit, and no verdict.
  leave: async () => {
    const { document: page, Event: PageEvent } = frame.contentWindow;
    Object.defineProperty(page, 'visibilityState', { get: () => 'hidden' });
    page.dispatchEvent(new PageEvent('visibilitychange', { bubbles: true }));
    await wait(LOOK_MS);
    const next = document.createElement('iframe');
    Object.assign(next, { id: 'shop', className: 'shop', title: frame.title, src: '/scenes/closed.html' });
    const loaded = new Promise((done) => {
      next.addEventListener('load', done, { once: true });
    });
    frame.replaceWith(next);
    frame = next;
    follow();
    await loaded;
  },
  click: (selector) => find(selector).click(),
  fill: (selector, value) => {
    find(selector).value = value;
  },
  submit: (selector) =>
    new Promise((done) => {
      frame.addEventListener('load', done, { once: true });
      find(selector).requestSubmit();
    }),
  // As FullStory dispatches it: the one event that it documents. Clicks by script would not count, and rightly so.
  ragehook: (selector) => {
    const { CustomEvent, Date: Clock } = frame.contentWindow;
    const now = Clock.now();
    const detail = { eventStartTimeStamp: now - 800, eventEndTimeStamp: now };
    const broken = find(selector);
    // Not scrollIntoView, which would scroll the page around the frame as well.
    frame.contentWindow.scrollBy(0, broken.getBoundingClientRect().top - frame.clientHeight / 2);
    broken.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  },
  pay: async () => {
    const form = find('#payment-form');
    const values = { holder: 'Jane', card: '4242 4242 4242 4242', expiry: '12 / 30', code: '123' };
    for (const input of form.querySelectorAll('input[required]')) {
      const key = Object.keys(values).find((part) => input.name.includes(part)) ?? 'holder';
      input.value = values[key];
    }
    await new Promise((done) => {
      frame.addEventListener('load', done, { once: true });
      form.requestSubmit();
    });
  },
  consent: (choice) => frame.contentWindow.fsOmetria.push(['consent', choice]),
  erase: (identity) => post('/api/erase', { identity }),
  endVisits: () => post('/api/session-ms', { ms: SHORT_VISIT_MS }),
  show: (text, to) => {
    const from = document.createElement('p');
    from.className = 'quiet';
    from.textContent = `To ${to}`;
    const words = document.createElement('p');
    words.textContent = text;
    $('mail').replaceChildren(from, words);
    $('mail').hidden = false;
  },
  on: {
    tag: (test) => until(() => test(health())),
    contact: (identity, test) =>
      until(async () => (await contacts()).some((contact) => contact.identity === identity && test(contact))),
    noContact: async (identity) => {
      await wait(PROOF_MS);
      if ((await contacts()).some((contact) => contact.identity === identity))
        throw new Error('The contact came back.');
    },
    nothing: async () => {
      await wait(PROOF_MS);
      const requests = await (await fetch('/api/requests')).json();
      if (requests.length > 0 || ownRecords().length > 0) throw new Error('Something was sent or kept.');
    },
  },
};

/** A device on which nobody has ever been, and an empty inbox. */
const clean = async ({ consent = 'granted', options = '' }) => {
  await load('about:blank');
  for (const name of ['ometria', 'shop_user', 'shop_basket', 'fs_uid', 'shop_consent']) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in older browsers
    document.cookie = `${name}=; path=/; max-age=0`;
  }
  for (const key of Object.keys(localStorage)) if (key.startsWith('fs_ometria')) localStorage.removeItem(key);
  sessionStorage.clear();
  await post('/api/session-ms', { ms: HALF_HOUR });
  await post('/api/reset');
  const switches = new URLSearchParams({ 'reset-switches': '1', inspector: 'beside', consent });
  if (options) switches.set('tagOptions', JSON.stringify(options));
  await load(`/?${switches}`);
};

const stepRow = ({ say, real }, index) => {
  const row = document.createElement('li');
  // Its number even where the steps before it are folded away.
  row.value = index + 1;
  const words = document.createElement('span');
  words.textContent = say;
  const clock = document.createElement('span');
  clock.className = 'real';
  clock.textContent = `in life: ${real}`;
  row.append(words, clock);
  return row;
};

let playing = 0;
const play = async (scene) => {
  playing += 1;
  const mine = playing;
  document.body.classList.add('playing');
  $('play').hidden = false;
  $('mail').hidden = true;
  $('end').textContent = '';
  $('play-title').textContent = scene.title;
  $('play-title').focus();
  for (const button of $('scenes').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.scene === scene.id));
  }
  const rows = scene.steps.map(stepRow);
  $('steps').replaceChildren(...rows);
  history.replaceState(null, '', `?scene=${scene.id}`);
  try {
    await clean(scene);
    for (const [index, step] of scene.steps.entries()) {
      if (mine !== playing) return;
      rows[index].setAttribute('aria-current', 'step');
      rows[index].scrollIntoView({ block: 'nearest' });
      await step.run(api);
      await wait(READ_MS);
      rows[index].removeAttribute('aria-current');
      rows[index].className = 'done';
    }
    if (mine === playing) $('end').textContent = scene.end;
  } catch (error) {
    if (mine === playing) $('end').textContent = error.message;
  } finally {
    if (mine === playing) {
      document.body.classList.remove('playing');
      await post('/api/session-ms', { ms: DEMO_VISIT_MS });
    }
  }
};

for (const scene of SCENES) {
  const row = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.scene = scene.id;
  button.setAttribute('aria-pressed', 'false');
  const title = document.createElement('b');
  title.textContent = scene.title;
  const teaser = document.createElement('span');
  teaser.textContent = scene.teaser;
  button.append(title, teaser);
  button.addEventListener('click', () => play(scene));
  row.append(button);
  $('scenes').append(row);
}

// On a narrow screen one of the two is seen at a time.
const VIEWS = ['shop', 'inspector', 'inbox'];
const see = (name) => {
  document.body.dataset.see = name;
  for (const view of VIEWS) $(`see-${view}`).setAttribute('aria-pressed', String(view === name));
};
for (const view of VIEWS) $(`see-${view}`).addEventListener('click', () => see(view));
see('shop');

const asked = SCENES.find(({ id }) => id === asks.get('scene'));
if (asked) play(asked);

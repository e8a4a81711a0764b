import type { CollectedRequest } from '../../stand-ins/collector.js';
import { all, element, find } from '../dom.js';
import type { ContactsView, ContactView } from '../inbox/view.js';
import { SCENES, type Scene, type Stage } from './scenes.js';
import { createShopFrame } from './shop-frame.js';
import { until, wait } from './until.js';

const $ = (id: string): HTMLElement => find(document, `#${id}`);
const asks = new URLSearchParams(location.search);
// Long enough to read the step before the next one begins; `?read=` says otherwise.
const READ_MS = Number(asks.get('read') ?? 1400);
// What has not come by then does not come.
const PROOF_MS = 1400;
const HALF_HOUR = 1_800_000;
const DEMO_VISIT_MS = 8000;
const SHORT_VISIT_MS = 1500;

const post = async (path: string, body: object = {}): Promise<void> => {
  await fetch(path, { method: 'POST', body: JSON.stringify(body) });
};
const get = async <Answer>(path: string): Promise<Answer> => (await fetch(path)).json();

const contactIs = async (identity: string, test: (contact: ContactView) => boolean): Promise<boolean> => {
  const { contacts } = await get<ContactsView>('/api/contacts');
  return contacts.some((contact) => contact.identity === identity && test(contact));
};

const ownRecords = (): string[] =>
  Object.keys(localStorage).filter(
    (key) => key.startsWith('fs_ometria.') && !localStorage.getItem(key)?.includes('"denied"'),
  );

const shop = createShopFrame();

const stage: Stage = {
  ...shop.acts,
  erase: (identity) => post('/api/erase', { identity }),
  endVisits: () => post('/api/session-ms', { ms: SHORT_VISIT_MS }),
  show: (text, to) => {
    $('mail').replaceChildren(element('p', { class: 'quiet' }, `To ${to}`), element('p', {}, text));
    $('mail').hidden = false;
  },
  on: {
    tag: (test) => until(() => test(shop.health())),
    contact: (identity, test) => until(() => contactIs(identity, test)),
    noContact: async (identity) => {
      await wait(PROOF_MS);
      if (await contactIs(identity, () => true)) throw new Error('The contact came back.');
    },
    nothing: async () => {
      await wait(PROOF_MS);
      const requests = await get<CollectedRequest[]>('/api/requests');
      if (requests.length > 0 || ownRecords().length > 0) throw new Error('Something was sent or kept.');
    },
  },
};

/** A device on which nobody has ever been, and an empty inbox. */
const clean = async ({ consent = 'granted', options }: Scene): Promise<void> => {
  await shop.acts.open('about:blank');
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
  await shop.acts.open(`/?${switches}`);
};

const prepare = ({ id, title, steps }: Scene): HTMLElement[] => {
  document.body.classList.add('playing');
  $('play').hidden = false;
  $('mail').hidden = true;
  $('end').textContent = '';
  $('play-title').textContent = title;
  $('play-title').focus();
  for (const button of all($('scenes'), 'button'))
    button.setAttribute('aria-pressed', String(button.dataset.scene === id));
  // A step has its number even where those before it are folded away.
  const rows = steps.map(({ say, real }, index) =>
    element(
      'li',
      { value: index + 1 },
      element('span', {}, say),
      element('span', { class: 'real' }, `in life: ${real}`),
    ),
  );
  $('steps').replaceChildren(...rows);
  history.replaceState(null, '', `?scene=${id}`);
  return rows;
};

let playing = 0;
const play = async (scene: Scene): Promise<void> => {
  playing += 1;
  const mine = playing;
  const rows = prepare(scene);
  try {
    await clean(scene);
    for (const [index, step] of scene.steps.entries()) {
      if (mine !== playing) return;
      const row = rows[index];
      row?.setAttribute('aria-current', 'step');
      row?.scrollIntoView({ block: 'nearest' });
      await step.run(stage);
      await wait(READ_MS);
      row?.removeAttribute('aria-current');
      row?.classList.add('done');
    }
    if (mine === playing) $('end').textContent = scene.end;
  } catch (error) {
    if (mine === playing) $('end').textContent = String(error instanceof Error ? error.message : error);
  } finally {
    if (mine === playing) {
      document.body.classList.remove('playing');
      await post('/api/session-ms', { ms: DEMO_VISIT_MS });
    }
  }
};

for (const scene of SCENES) {
  const { id, title, teaser } = scene;
  const attributes = { type: 'button', 'data-scene': id, 'aria-pressed': 'false' };
  const button = element('button', attributes, element('b', {}, title), element('span', {}, teaser));
  button.addEventListener('click', () => play(scene));
  $('scenes').append(element('li', {}, button));
}

// On a narrow screen one of the two is seen at a time.
const VIEWS = ['shop', 'inspector', 'inbox'];
const see = (name: string): void => {
  document.body.dataset.see = name;
  for (const view of VIEWS) $(`see-${view}`).setAttribute('aria-pressed', String(view === name));
};
for (const view of VIEWS) $(`see-${view}`).addEventListener('click', () => see(view));
see('shop');

const asked = SCENES.find(({ id }) => id === asks.get('scene'));
if (asked) play(asked);

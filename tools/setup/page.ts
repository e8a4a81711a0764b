import { find, followServer } from '../dom.js';
import { type Choices, isName, isPrefix, unreached } from './choices.js';
import { toCode } from './code.js';
import { addStage, buildForm, make, readForm } from './form.js';
import { toScript } from './script.js';
import { toMapping, toStream } from './stream.js';
import { toConsentTag, toTagManager } from './tag-manager.js';
import { CONSENT, FIELDS, LIMIT } from './vocabulary.js';
import { toCsv, toTable, worstCase } from './worst-case.js';

const form = find<HTMLFormElement>('form');

const say = (id: string, words: string, hidden = false): void => {
  find(id).hidden = hidden;
  find(id).textContent = words;
};

/** Rows of a table; labels of Tag Manager are words, everything else is code. */
const fillTable = (id: string, rows: readonly (readonly string[])[]): void => {
  const toCell = (text: string, at: number): HTMLElement => {
    const isLabel = at === 0 && id.startsWith('gtm');
    return make('td', {}, [isLabel ? text : make(text.includes('\n') ? 'pre' : 'code', { textContent: text })]);
  };
  find(id).replaceChildren(...rows.map((cells) => make('tr', {}, cells.map(toCell))));
};

const showMeter = (choices: Choices): void => {
  const { off, characters, tight } = worstCase(choices);
  const { own } = choices;
  const together = own + characters;
  find('meter').classList.toggle('over', together > LIMIT || off.length > 0 || tight);
  find('used').textContent = `${together} of ${LIMIT}`;
  find('used-words').textContent = `characters in the worst case: ${own} yours, ${characters} ours`;
  find('gauge-own').style.width = `${Math.min(100, own / 10)}%`;
  find('gauge-ours').style.width = `${Math.max(0, Math.min(100 - own / 10, characters / 10))}%`;
  const words: string[] = [];
  if (together > LIMIT) words.push(`${together - LIMIT} too many: lower the budget to ${Math.max(1, LIMIT - own)}.`);
  if (off.length > 0) words.push(`Does not fit the budget and is switched off: ${off.map(({ id }) => id).join(', ')}.`);
  if (tight && off.length === 0) words.push('What rules set may be left out where values are long.');
  find('left-out').textContent = words.join(' ');
  for (const { name } of FIELDS)
    find(`row-${name}`).classList.toggle(
      'off',
      off.some((field) => field.name === name),
    );
};

const showWrong = (choices: Choices): void => {
  find('prefix-wrong').hidden = isPrefix(find<HTMLInputElement>('prefix').value.trim());
  const wrong = Object.values(choices.names).filter((name) => name.trim() && !isName(name.trim()));
  say(
    'names-wrong',
    `Not used as names: ${wrong.join(', ')}. A small letter first; small letters, digits and _; at most 64.`,
    wrong.length === 0,
  );
  const lost = choices.ownFunnel ? unreached(choices) : [];
  say(
    'unreached',
    `Without path and event only the page command reaches a stage: ${lost.join(', ')}.`,
    lost.length === 0,
  );
};

const showTagManager = (choices: Choices): void => {
  const rows = toTagManager(choices);
  const second = toConsentTag(choices);
  fillTable('gtm', rows);
  fillTable('gtm-consent', second);
  find('gtm-second').hidden = second.length === 0;
  find('gtm-second-title').textContent =
    choices.consent === 'command'
      ? 'A second tag of the template, fired by your consent tool’s trigger'
      : 'A second tag: Custom HTML, on all pages';
  find('gtm-text').textContent = [...rows, ...second].map(([label, value]) => `${label}\t${value}`).join('\n');
};

let csv = '';
const showTable = (choices: Choices): void => {
  fillTable(
    'table',
    toTable(choices).map(({ id, type, title }) => [id, type, title]),
  );
  URL.revokeObjectURL(csv);
  csv = URL.createObjectURL(new Blob([toCsv(choices)], { type: 'text/csv' }));
  find<HTMLAnchorElement>('csv').href = csv;
};

const show = (): void => {
  const choices = readForm(form);
  const way = CONSENT[choices.consent];
  find('consent-hint').textContent = way?.hint ?? '';
  find('purposes').hidden = !way?.needs;
  find('funnel').hidden = !choices.ownFunnel;
  showWrong(choices);
  showMeter(choices);
  find('script').textContent = toScript(choices);
  find('code').textContent = toCode(choices);
  find('by-stream').hidden = !choices.stream;
  fillTable('stream-rows', toStream());
  find('mapping').textContent = toMapping();
  showTagManager(choices);
  showTable(choices);
};

const copy = async (id: string): Promise<void> => {
  const node = find(id);
  try {
    await navigator.clipboard.writeText(node.textContent);
    find('status').textContent = 'Copied.';
  } catch {
    // No clipboard for this page: select it, so that the keyboard can copy.
    if (node.parentElement) node.parentElement.hidden = false;
    getSelection()?.selectAllChildren(node);
    find('status').textContent = 'Selected: copy it with the keyboard.';
  }
};

buildForm(show);
form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
find('add-stage').addEventListener('click', () => {
  addStage({ stage: '' }, show).querySelector('input')?.focus();
  show();
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
  if (button?.dataset.copy) copy(button.dataset.copy);
});
followServer();
show();

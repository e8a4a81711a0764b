import type { Inspection, Seen } from '../outputs/inspect.js';
import type { Rule } from '../rules/rules.js';
import type { DeliveryReport } from '../tools/problems.js';
import { hash } from '../tools/text.js';
import { PROBLEMS } from '../types/problem-words.js';
import { createFiller, h, prose, write } from './dom.js';
import { firstLine, type Need, needsOf, type Tone } from './words.js';

/** What is shown: an inspection, and when the next call is due by the page's own clock. */
export interface Shown extends Inspection {
  dueAt: number | undefined;
}

/** A part of the panel that folds: what matters stands in its first line, folded or not. */
export interface Section {
  root: HTMLElement;
  show(seen: Shown): void;
}

const DOT: Readonly<Record<Tone, string>> = { open: '✓', wait: '!', shut: '✕' };
const ORIGIN: Readonly<Record<string, string>> = { fullstory: 'FullStory', tag: 'tag', page: 'page' };

export const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

const TONE: Readonly<Record<Tone, string>> = { open: 'open', wait: 'note', shut: 'shut' };

export const dot = (tone: Tone): HTMLElement =>
  h('span', { class: 'd', role: 'img', 'aria-label': TONE[tone] }, DOT[tone]);

const row = (first: Node | string, ...rest: readonly string[]): HTMLElement =>
  h('div', { class: 'r' }, h('span', {}, first), ...rest.map((text) => text && h('span', {}, text)));

const meter = (label: string, value: number, most: number): HTMLElement => {
  const bar = h('div', {});
  // Not a style attribute, which a policy may forbid.
  bar.style.width = `${Math.min(100, (100 * value) / most)}%`;
  const described = {
    role: 'meter',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': most,
    'aria-valuenow': value,
  };
  return h('div', { class: 'bar', ...described }, bar);
};

type Say = (text: string) => void;

const createSection = (
  title: string,
  open: boolean,
  fill: (seen: Shown, say: Say, body: ReturnType<typeof createFiller>) => void,
): Section => {
  const value = h('span');
  const body = h('div', { class: 'b' });
  const filler = createFiller(body);
  return {
    root: h('details', { open }, h('summary', {}, h('b', {}, title), value), body),
    show: (seen) => fill(seen, (text) => write(value, text), filler),
  };
};

/** The cure that stands in the first line is not said twice. */
const needRow = ({ name, tone, words, cure }: Need, said: string): HTMLElement =>
  h(
    'li',
    { class: tone },
    dot(tone),
    h('b', {}, name),
    h('span', { class: tone === 'open' ? 'q' : 'w' }, words),
    tone !== 'open' && cure && words !== said && h('p', { class: 'q' }, ...prose(cure)),
  );

const needs = () =>
  createSection('What a delivery needs', true, (seen, say, fill) => {
    const all = needsOf(seen);
    say(`${all.filter(({ tone, isExtra }) => tone === 'open' && !isExtra).length} of 3`);
    const { words } = firstLine(seen);
    const rows = (extra: boolean) => all.filter(({ isExtra }) => isExtra === extra).map((need) => needRow(need, words));
    fill([all, words], () => [
      h(
        'ul',
        { class: 'g' },
        ...rows(false),
        h('li', {}, h('p', { class: 'q' }, 'Better with these two:')),
        ...rows(true),
      ),
    ]);
  });

const signalRow = (one: Seen): HTMLElement => {
  const { verdict, origin, type, name } = one;
  const about = one.target || one.field || one.form || one.product || '';
  const fine = verdict === 'accepted';
  const words = PROBLEMS[verdict as keyof typeof PROBLEMS];
  return h(
    'li',
    {},
    row(h('code', { class: fine ? '' : 'x' }, name || type), clock(one.at)),
    h(
      'p',
      { class: 'q' },
      ...(fine
        ? [[`by ${ORIGIN[String(origin)] || origin}, accepted`, about, one.stage].filter(Boolean).join(' · ')]
        : prose(words ? words[0] : verdict)),
    ),
  );
};

const signals = () =>
  createSection(
    'Signals',
    true,
    ({ seen, signals: { refused, droppedByConsent, droppedByIdentityChange, undecided } }, say, fill) => {
      const accepted = seen.filter(({ verdict }) => verdict === 'accepted').length;
      const lost = [
        droppedByConsent && `${droppedByConsent} dropped: no consent`,
        droppedByIdentityChange && `${droppedByIdentityChange} dropped: another visitor`,
        undecided && `${undecided} presses undecided`,
      ].filter(Boolean);
      say(`${accepted} accepted${refused ? `, ${refused} refused` : ''}`);
      fill([seen, lost], () => [
        seen.length
          ? h('ol', { 'aria-label': 'Signals, the latest first' }, ...[...seen].reverse().map(signalRow))
          : h('p', { class: 'q' }, 'None on this page yet.'),
        h('p', { class: 'q' }, lost.join(' · ')),
      ]);
    },
  );

const score = () =>
  createSection('Score', false, ({ score: value, weights, session }, say, fill) => {
    say(`${value} of 100`);
    const types = Object.keys(weights).filter((type) => session.signals[type]);
    fill([value, types.map((type) => session.signals[type])], () => [
      meter('Frustration score', value, 100),
      ...types.map((type) =>
        row(
          h('code', {}, type),
          `${session.signals[type]} × ${weights[type]}`,
          `= ${Number(session.signals[type]) * Number(weights[type])}`,
        ),
      ),
      h(
        'p',
        { class: 'q' },
        types.length ? 'Of this session, in all its tabs. 100 · (1 − e^(−sum / 60)).' : 'Nothing in this session yet.',
      ),
    ]);
  });

/** How far the furthest open run of a rule is, and when it began. */
export const runOf = (rule: Rule, session: Inspection['session']): { done: number; of: number; since: number } => {
  // As rules/rules.ts keeps them.
  const key = `${hash(JSON.stringify(rule)).toString(36)}:`;
  let of = 0;
  for (const { count: times } of rule.steps) of += times || 1;
  for (let done = of - 1; done; done--) {
    const since = session.progress[key + done] || 0;
    if (since && since >= (session.progress[`${key}0`] || 0)) return { done, of, since };
  }
  return { done: 0, of, since: 0 };
};

const ruleRow = (rule: Rule, session: Inspection['session']): HTMLElement => {
  const { done, of, since } = runOf(rule, session);
  const fired = Number(session.values[`at:${rule.name}`]?.[1] || 0);
  const last = fired ? `fired ${clock(fired)}` : 'waits';
  const { within } = rule;
  return h(
    'li',
    {},
    row(h('code', {}, rule.name), done ? `${done} of ${of}` : last),
    h(
      'p',
      { class: 'q' },
      rule.steps
        .map(({ signal, count: times }) => `${times ? `${times} × ` : ''}${String(signal).replace(/,/g, ' or ')}`)
        .join(', then '),
      done > 0 && ` · begun ${clock(since)}${within ? `, until ${clock(since + within)}` : ''}`,
    ),
  );
};

const rules = () =>
  createSection('Rules', false, ({ rules: list, session }, say, fill) => {
    const open = list.filter((rule) => runOf(rule, session).done).length;
    say(`${open} open, ${list.length} in all`);
    fill([list, session], () => [h('ul', {}, ...list.map((rule) => ruleRow(rule, session)))]);
  });

const next = () =>
  createSection('Next delivery', false, ({ next: composed, dueAt, config: { budget } }, say, fill) => {
    const { json = '', left = [], properties = {} } = composed || {};
    const when = dueAt === undefined ? '' : `, in ${seconds(Math.max(0, dueAt - performance.now()))}`;
    say(composed ? `${json.length} of ${budget} characters${when}` : 'nothing');
    fill([composed, budget], () =>
      composed
        ? [
            meter('Characters of the budget', json.length, budget),
            h(
              'dl',
              {},
              ...Object.keys(properties).map((name) => {
                const text = String(properties[name]);
                return h(
                  'div',
                  { class: text.length > 20 ? 'long' : '' },
                  // A long name breaks behind an underscore rather than anywhere.
                  h(
                    'dt',
                    { class: 'm' },
                    ...name.split('_').flatMap((part, at) => (at ? ['_', h('wbr'), part] : [part])),
                  ),
                  h('dd', { class: 'q' }, text),
                );
              }),
            ),
            h('p', { class: 'q' }, left.length > 0 && `Left out: ${left.join(', ')}`),
          ]
        : [
            h(
              'p',
              { class: 'q' },
              composed === null ? 'beforeSend wants nothing sent.' : 'Nothing is put together before consent.',
            ),
          ],
    );
  });

const sent = (deliveries: readonly DeliveryReport[]) =>
  createSection('Sent', false, ({ deliveries: { made, skippedEqual, repeated } }, say, fill) => {
    say(`${made} on this page`);
    fill([deliveries.length, made, skippedEqual], () => [
      h(
        'ol',
        { 'aria-label': 'Deliveries, the latest first' },
        ...[...deliveries]
          .reverse()
          .map(({ at, reason, properties, characters, requestBytes }) =>
            h(
              'li',
              {},
              row(`${clock(at)} · ${reason}`, `${requestBytes} B`),
              h('p', { class: 'q' }, `${Object.keys(properties).length} properties, ${characters} characters`),
            ),
          ),
      ),
      h(
        'p',
        { class: 'q' },
        made
          ? `${skippedEqual} equal ones were not repeated, ${repeated} unconfirmed ones were.`
          : 'Nothing has been sent from this page.',
      ),
    ]);
  });

const problems = () =>
  createSection('Problems', false, ({ problems: list }, say, fill) => {
    say(String(list.length));
    fill(list, () =>
      list.length
        ? [
            h(
              'ul',
              {},
              ...list.map(({ code, at, count: times, detail }) => {
                const [cause, cure] = PROBLEMS[code];
                return h(
                  'li',
                  {},
                  row(h('code', {}, code), `${times} ×`, clock(at)),
                  h('p', {}, ...prose(cause)),
                  detail !== '' && h('p', {}, h('code', {}, detail)),
                  h('p', {}, ...prose(cure)),
                );
              }),
            ),
          ]
        : [h('p', { class: 'q' }, 'None.')],
    );
  });

/** Every section, from what is missing to what went out. `deliveries` grows as they are made. */
export const createSections = (deliveries: readonly DeliveryReport[]): readonly Section[] => [
  needs(),
  signals(),
  score(),
  rules(),
  next(),
  sent(deliveries),
  problems(),
];

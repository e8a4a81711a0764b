import type { InspectHandle, Inspection } from '../outputs/inspect.js';
import type { DeliveryReport } from '../tools/problems.js';
import type { Bridge } from '../types/bridge.js';
import type { FlushResult } from '../types/health.js';
import { PROBLEMS } from '../types/problem-words.js';
import { createFiller, h, prose } from './dom.js';
import { createSections, dot, type Shown } from './sections.js';
import { STYLE } from './style.js';
import { firstLine } from './words.js';

type Handle = Bridge & InspectHandle & { sendTest?(name: string): FlushResult };

// Kept in sessionStorage: closed for good in this tab. The address `#fs_ometria_debug=open` brings it back.
const KEY = 'fs_ometria_inspector';
const TICK_MS = 500;
// A call that is held is planned again and again: looked at no more often than this.
const FRESH_MS = 2000;
const STEP = 16;
const MOVES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};
const EDGE = 4;
const MAX_DELIVERIES = 20;

const OUTCOMES: Readonly<Record<string, string>> = {
  sent: 'Sent.',
  equal: 'Not sent: these very properties have been sent before.',
  nothing: 'Nothing is left to send.',
  cancelled: 'beforeSend wants nothing sent.',
};

/** The tag's handle: the first copy on the page leaves it under this mark. */
const findHandle = (): Handle | undefined => {
  // Any window can be read by name. The tag of this release wrote it; another would not have loaded this script.
  const mark = (window as unknown as Record<symbol, { handle: Handle } | undefined>)[Symbol.for('fullstory-ometria')];
  return mark && mark.handle;
};

const remember = (value?: string): string | null => {
  try {
    if (value !== undefined) sessionStorage.setItem(KEY, value);
    return sessionStorage.getItem(KEY);
  } catch {
    // Blocked: it closes for this page only.
    return null;
  }
};

/** What may be pasted into a public issue: no replay link and nothing that stands for a visitor. */
const reportOf = (seen: Inspection): string => {
  const shown = (key: string, value: unknown) => {
    if (/^(owner|out|sent|prior|head|sources|json|is:)/.test(key)) return undefined;
    // What the site or a rule puts into a property may be anything.
    if (key === 'properties') return Object.keys(value || '');
    return typeof value === 'string' && /https?:|@/.test(value) ? '(address)' : value;
  };
  return JSON.stringify(seen, shown, 2);
};

const open = (handle: Handle): void => {
  const host = document.createElement('div');
  // Neither the tag's detectors nor the recording take the panel for a part of the shop.
  host.setAttribute('data-fs-ometria-ignore', '');
  host.className = 'fs-exclude';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  // The last one wins, on a narrow screen too.
  const last = sheet.cssRules.length - 1;

  const first = handle.inspect();
  const { debug } = first.config;
  const deliveries: DeliveryReport[] = first.lastDelivery ? [first.lastDelivery] : [];
  const sections = createSections(deliveries);

  const status = h('div', { class: 's', role: 'status' });
  const fillStatus = createFiller(status);
  const body = h('div', { class: 'f' }, ...sections.map((section) => section.root));
  const said = h('p', { role: 'status', hidden: true });
  const say = (text: string) => {
    said.hidden = false;
    said.textContent = text;
  };
  const report = h('textarea', { readonly: true, hidden: true, 'aria-label': 'Report' });
  const copy = async () => {
    report.value = reportOf(handle.inspect());
    try {
      await navigator.clipboard.writeText(report.value);
      say('Copied. It holds no replay link and no visitor.');
    } catch {
      // No clipboard without https, or the page's policy forbids it.
      report.hidden = false;
      report.select();
      say('Copy it from here.');
    }
  };
  const outcome = (result: FlushResult) => {
    const [words] = PROBLEMS[result as keyof typeof PROBLEMS] || [];
    say(OUTCOMES[result] || `Held. ${words || result}`);
    tick(true);
  };

  const names = [...new Set(['rage_click', ...first.rules.map(({ name }) => name)])];
  const choice = h('select', { 'aria-label': 'What to send as a test' }, ...names.map((name) => h('option', {}, name)));
  const footer = h(
    'footer',
    {},
    debug && choice,
    debug &&
      h(
        'button',
        { type: 'button', click: () => handle.sendTest && outcome(handle.sendTest(choice.value)) },
        'Send test',
      ),
    debug && h('button', { type: 'button', click: () => outcome(handle.flush()) }, 'Flush'),
    h('button', { type: 'button', click: () => void copy() }, 'Copy report'),
    said,
    report,
  );

  const fold = h(
    'button',
    {
      type: 'button',
      'aria-expanded': 'true',
      'aria-label': 'Details',
      click: () => {
        const folded = !body.hidden;
        body.hidden = footer.hidden = folded;
        fold.setAttribute('aria-expanded', String(!folded));
        fold.textContent = folded ? '+' : '–';
      },
    },
    '–',
  );
  const move = h('button', { type: 'button', 'aria-label': 'Move the panel with the arrow keys' }, '✥');
  const shut = h(
    'button',
    {
      type: 'button',
      'aria-label': 'Close in this tab',
      title: 'Close in this tab; #fs_ometria_debug=open brings it back',
      click: () => {
        clearInterval(timer);
        stopListening();
        remember('closed');
        host.remove();
      },
    },
    '✕',
  );
  const bar = h('header', {}, h('span', { class: 't' }, `FullStory → Ometria ${first.version}`), move, fold, shut);
  root.append(h('section', { 'aria-label': 'FullStory to Ometria inspector' }, bar, status, body, footer));

  let moved = false;
  /** Only the panel's own style sheet changes, never the page. */
  const moveBy = (x: number, y: number, { left, top } = host.getBoundingClientRect()) => {
    moved = true;
    const { width, height } = host.getBoundingClientRect();
    const within = (at: number, room: number) => `${Math.max(EDGE, Math.min(at, room - EDGE))}px`;
    const inset = `${within(top + y, innerHeight - height)} auto auto ${within(left + x, innerWidth - width)}`;
    // A rule anew: of one that is changed WebKit shows the first change only (2.50).
    sheet.deleteRule(last);
    sheet.insertRule(`:host{inset:${inset}!important}`, last);
  };
  move.addEventListener('keydown', ({ key }) => {
    const by = MOVES[key];
    if (by) moveBy(...by);
  });
  // WebKit begins to select the page's text from here, whatever `user-select` says. The buttons take the focus.
  bar.addEventListener('mousedown', (event) => {
    if (!(event.target instanceof HTMLButtonElement)) event.preventDefault();
  });
  bar.addEventListener('pointerdown', (event) => {
    const { target, pointerId, clientX, clientY } = event;
    if (event.button || target === fold || target === shut) return;
    const from = host.getBoundingClientRect();
    bar.setPointerCapture(pointerId);
    const drag = (to: PointerEvent) => moveBy(to.clientX - clientX, to.clientY - clientY, from);
    bar.addEventListener('pointermove', drag);
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', drag), { once: true });
  });
  // The page's own shortcuts and its "click outside" are not meant by what is done in the panel.
  for (const type of ['click', 'pointerdown', 'mousedown', 'keydown', 'keyup', 'keypress', 'wheel', 'touchstart'])
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });

  let seen: Shown = { ...first, dueAt: undefined };
  let shown = '';
  let looked = -FRESH_MS;
  // Composing the next delivery calls the site's beforeSend: only when something has happened, not at every tick.
  const tick = (anew: boolean) => {
    if (document.hidden) return;
    const now = performance.now();
    const health = handle.health();
    const sign = JSON.stringify([health.state, health.signals, health.deliveries]);
    const overdue = now > Number(seen.dueAt) && now - looked > FRESH_MS;
    if (anew || sign !== shown || overdue) {
      const inspection = handle.inspect();
      const { due } = inspection;
      seen = { ...inspection, dueAt: due === undefined ? due : now + due };
      looked = now;
    } else seen = { ...seen, ...health };
    shown = sign;
    const verdict = firstLine(seen);
    fillStatus(verdict, () => [
      h('p', { class: verdict.tone }, dot(verdict.tone), h('span', {}, ...prose(verdict.words))),
      h('p', {}, ...prose(verdict.cure)),
    ]);
    for (const section of sections) section.show(seen);
    // The window may have become smaller, or the panel longer.
    if (moved) moveBy(0, 0);
  };
  const stopListening = handle.on('delivery', (delivery) => {
    deliveries.push(delivery);
    if (deliveries.length > MAX_DELIVERIES) deliveries.shift();
  });

  document.documentElement.append(host);
  // Above every z-index, where the browser has a top layer for it.
  if (host.showPopover) {
    host.popover = 'manual';
    host.showPopover();
  }
  tick(false);
  const timer = setInterval(() => tick(false), TICK_MS);
};

if (location.hash === '#fs_ometria_debug=open') remember('open');
const handle = findHandle();
if (handle && remember() !== 'closed') open(handle);

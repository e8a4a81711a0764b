import { targetName } from '../target.js';
import type { DetectorContext } from './context.js';
import { type Complaint, complaintIn, complaintOfServer, stands } from './evidence/complaint.js';
import type { Evidence } from './evidence/evidence.js';
import {
  asksForPerson,
  type Field,
  fieldsOf,
  groupEndedBy,
  groupOfField,
  invalidIn,
  isCodeFull,
  present,
} from './evidence/fields.js';
import { isVisible } from './evidence/perceive.js';
import { leadsSomewhere } from './evidence/place.js';
import { CLICKABLE, findIn, type Press } from './press.js';
import { judgeAttempt } from './verdicts/attempt.js';

/** One attempt comes as a press, a key and a submit, and an impatient one as several. */
const ONE_ATTEMPT_MS = 1000;
/** What the page says first may not be its last word. */
const SETTLE_MS = 1000;
/** A click on a button that continues is followed by the next page or route within so many ms; code boxes send themselves. */
const CONTINUES_MS = 3000;
const NO_FIELD = 'input:not([type=button]):not([type=submit]):not([type=image]),select,textarea,label,summary';

interface Begun {
  /** From the field that was changed last: it may have left the document by the verdict. */
  path: readonly EventTarget[];
  fields: Set<Field>;
}

interface Attempt {
  at: number;
  /** From when on its effects count: the pointer went down. */
  from: number;
  /** The press that it began with. */
  press: Press | undefined;
  group: Element;
  control: Element | undefined;
  click: Event | undefined;
  begun: Begun | undefined;
  filled: Field[];
  route: string;
  before: Complaint | undefined;
  objected?: Field;
}

const pathOf = (element: Element | null): Element[] => (element ? [element, ...pathOf(element.parentElement)] : []);

/** form_error and form_abandon. */
export const watchForms = (context: DetectorContext, evidence: Evidence, key: string): void => {
  const { page, guard, session, onHidden, onSignal, onView, settings, on, say, undos } = context;
  const { document, window } = page;
  const { tab } = page.storage;
  const { watch } = evidence;
  const { invalid, within, late } = settings.form_error;
  const style = window.getComputedStyle.bind(window);
  /** Groups with a changed field. */
  const begun = new Map<Element, Begun>();
  const refused = new WeakSet<Element>();
  const complaints = new WeakMap<Element, Complaint>();
  let attempt: Attempt | undefined;
  let continued: { at: number; group: Element | undefined } | undefined;
  let cancel: (() => void) | undefined;
  let check: (() => void) | undefined;

  const names = (group: Element, field?: Element) => ({
    form: targetName([group]),
    field: field && (field.getAttribute('name') || targetName([field])),
  });
  const rest = () => {
    if (cancel) cancel();
    if (check) check();
    cancel = check = attempt = undefined;
  };

  const fail = ({ group, begun: started, press }: Attempt, field: Field | undefined) => {
    // The same complaint again changes nothing on the page, and the press was heard all the same.
    if (press) press.isAttempt = true;
    // What was changed in it is still not sent.
    if (started) begun.set(group, started);
    rest();
    continued = undefined;
    say('form_error', names(group, field), { path: pathOf(field || group) });
  };

  /** What has become of the attempt by now? */
  const settle = (isEnd: boolean): void => {
    const now = attempt;
    if (!now) return;
    if (check) check();
    check = undefined;
    const { control, click, filled, from, route, before, objected } = now;
    // A link that leads elsewhere, or words beside the fields, end nothing.
    const isIdle = (one: Element) =>
      one.matches('a') ? leadsSomewhere(one, click) : !one.matches(CLICKABLE) && style(one).cursor !== 'pointer';
    if (control && isIdle(control)) {
      rest();
      return;
    }
    const group = present(now.group, document);
    const fields = group ? fieldsOf(group) : [];
    const shown = fields.filter(isVisible);
    const complaint = group && complaintIn({ group, changes: watch.changes(), from, to: Infinity, style });
    const wrong = objected || (group && invalidIn(group));
    const kept = filled.filter((field) => field.isConnected);
    const verdict = judgeAttempt({
      objected: !!objected,
      gone: !shown.length || page.path() !== route || (kept.length > 0 && !kept.some(isVisible)),
      emptied: kept.length > 0 && kept.every(({ value }) => !value),
      disabled: shown.every((field) => field.matches(':disabled')),
      invalid: !!wrong,
      complaint: complaint && (complaint.isMarked ? 'marked' : 'alert'),
      stayed: !!before && !!group && stands(before),
    });
    if (verdict === 'failed' && group) {
      const said = complaint || before;
      if (said) complaints.set(group, said);
      fail(now, wrong || undefined);
    } else if (verdict === 'well' || isEnd) rest();
  };

  const begin = (group: Element | undefined, control?: Element, click?: Event) => {
    const at = page.elapsed();
    if (!group || (attempt && attempt.group === group && at - attempt.at < ONE_ATTEMPT_MS)) return;
    settle(true);
    const started = begun.get(group);
    const latest = evidence.latest();
    const press = latest && at - latest.at < ONE_ATTEMPT_MS ? latest : undefined;
    attempt = {
      at,
      from: press ? press.at : at,
      press,
      group,
      control,
      click,
      begun: started,
      filled: [...((started && started.fields) || [])].filter(({ value }) => value),
      route: page.path(),
      before: complaints.get(group),
    };
    begun.delete(group);
    watch.extend(late);
    cancel = page.after(late, () => settle(true));
    check = page.after(SETTLE_MS, () => settle(false));
  };

  on('click', (event, { at, path }) => {
    if (!event.isTrusted) return;
    const control = findIn(path, CLICKABLE) || (path[0] as Element);
    if (control.matches(NO_FIELD)) return;
    const group = groupEndedBy(control);
    continued = { at, group: (control as Field).form || group };
    begin(group, control, event);
  });
  on('keydown', (event, { path }) => {
    const field = path[0] as Field;
    const isEnter = (event as KeyboardEvent).key === 'Enter' && field.tagName === 'INPUT';
    if (!event.isTrusted) return;
    if (isEnter) begin(groupOfField(field));
    else settle(true);
  });
  on('pointerdown', (event, { at }) => event.isTrusted && attempt && at - attempt.at > ONE_ATTEMPT_MS && settle(true));
  on('invalid', (_, { at, path }) => {
    const field = path[0] as Field;
    if (!attempt || at - attempt.at > invalid || !attempt.group.contains(field)) return;
    attempt.objected = field;
    settle(false);
  });
  on('submit', (_, { path }) => {
    const form = path[0] as Element;
    begin(form);
    // The answer may be another page, rendered by the server. While consent is waited for, nothing is kept.
    if (session()) tab.set(key, `${page.now()} ${targetName([form]) || ''}`);
  });
  watch.onChange(() => {
    if (attempt && !check) check = page.after(SETTLE_MS, () => settle(false));
  });

  on('input change', (event, { path }) => {
    const field = path[0] as Field;
    const { activeElement } = field.getRootNode() as Document;
    // Without the focus it is a password manager that fills in. Nor is a submit inside a shadow root seen from here.
    if (!event.isTrusted || activeElement !== field) return;
    const group = groupOfField(field);
    if (!group) return;
    const known = begun.get(group);
    // Looked through once: the page may be one form.
    if (!refused.has(group) && !known && !asksForPerson(group, settings.form_abandon.fields)) refused.add(group);
    if (!refused.has(group)) begun.set(group, { path, fields: new Set(known && known.fields).add(field) });
    if (isCodeFull(field, group)) begin(group);
  });

  const leave = () => {
    settle(true);
    const now = page.elapsed();
    for (const [group, { path }] of begun) {
      const goesOn = continued && continued.group === group && now - continued.at < CONTINUES_MS;
      if (!goesOn) say('form_abandon', names(group, path[0] as Element), { path });
    }
    begun.clear();
  };

  /** The server has sent the form back with its errors. */
  const arrive = guard(() => {
    if (!session()) return;
    const [, at, name] = (tab.get(key) || '').match(/^(\d+) (.*)$/) || [];
    tab.set(key, null);
    if (!at || window.performance.timeOrigin - Number(at) > within) return;
    for (const form of document.querySelectorAll('form')) {
      const found = (targetName([form]) || '') === name && complaintOfServer(form, style);
      if (!found) continue;
      const field = found.matches('[aria-invalid=true]') ? found : form.querySelector('[aria-invalid=true]');
      return say('form_error', names(form, field || undefined), { path: pathOf(field || form) });
    }
  });
  if (document.readyState === 'loading') undos.push(page.on('DOMContentLoaded', arrive, 'document'));
  else arrive();

  undos.push(
    onHidden((leaving) => leaving && leave()),
    onView(leave),
    onSignal(({ type }) => {
      if (type === 'funnel_progress' || type === 'purchase') begun.clear();
    }),
    () => {
      rest();
      tab.set(key, null);
    },
  );
};

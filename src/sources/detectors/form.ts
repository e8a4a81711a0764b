import { targetName } from '../target-name.js';
import { type Begun, createAttempts } from './attempts.js';
import type { DetectorContext } from './context.js';
import { complaintOfServer } from './evidence/complaint.js';
import type { Evidence } from './evidence/evidence.js';
import { asksForPerson, type Field, groupEndedBy, groupOfField, isCodeFull } from './evidence/fields.js';
import { CLICKABLE, findIn } from './press.js';

/** A click on a button that continues is followed by the next page or route within so many ms; code boxes send themselves. */
const CONTINUES_MS = 3000;
const NO_FIELD = 'input:not([type=button]):not([type=submit]):not([type=image]),select,textarea,label,summary';

const pathOf = (element: Element | null): Element[] => (element ? [element, ...pathOf(element.parentElement)] : []);

const names = (group: Element, field?: Element) => ({
  form: targetName([group]),
  field: field && (field.getAttribute('name') || targetName([field])),
});

/** Remembers what was sent, and looks on the next page whether the server has sent the form back with its errors. */
const watchServer = ({ page, guard, session, settings, on, say, undos }: DetectorContext, key: string): void => {
  const { document, window } = page;
  const { tab } = page.storage;
  const nameOf = (form: Element) => targetName([form]) || '';
  on('submit', (_, { path }) => {
    // While consent is waited for, nothing is kept.
    if (session()) tab.set(key, `${page.now()} ${nameOf(path[0] as Element)}`);
  });
  const arrive = guard(() => {
    if (!session()) return;
    const [, at, name] = (tab.get(key) || '').match(/^(\d+) (.*)$/) || [];
    tab.set(key, null);
    if (!at || window.performance.timeOrigin - Number(at) > settings.form_error.within) return;
    for (const form of document.querySelectorAll('form')) {
      const found = nameOf(form) === name && complaintOfServer(form, window.getComputedStyle.bind(window));
      if (!found) continue;
      const field = found.matches('[aria-invalid=true]') ? found : form.querySelector('[aria-invalid=true]');
      return say('form_error', names(form, field || undefined), { path: pathOf(field || form) });
    }
  });
  if (document.readyState === 'loading') undos.push(page.on('DOMContentLoaded', arrive, 'document'));
  else arrive();
  undos.push(() => tab.set(key, null));
};

/** form_error and form_abandon. */
export const watchForms = (context: DetectorContext, evidence: Evidence, key: string): void => {
  const { page, onHidden, onSignal, onView, settings, on, say, undos } = context;
  const begun = new Map<Element, Begun>();
  const refused = new WeakSet<Element>();
  let continued: { at: number; group: Element | undefined } | undefined;
  const attempts = createAttempts(context, evidence, {
    begun,
    onFail: (group, field) => {
      continued = undefined;
      say('form_error', names(group, field), { path: pathOf(field || group) });
    },
  });

  on('click', (event, { at, path: clicked }) => {
    if (!event.isTrusted) return;
    // A message that comes as a field loses the focus moves the button away from under the pointer.
    const press = evidence.latest();
    const { path } = press && press.click === event ? press : { path: clicked };
    const control = findIn(path, CLICKABLE) || (path[0] as Element);
    if (control.matches(NO_FIELD)) return;
    const group = groupEndedBy(control);
    continued = { at, group: (control as Field).form || group };
    attempts.begin(group, control, event);
  });
  on('keydown', (event, { path }) => {
    const field = path[0] as Field;
    if (!event.isTrusted) return;
    if ((event as KeyboardEvent).key === 'Enter' && field.tagName === 'INPUT') attempts.begin(groupOfField(field));
    else attempts.settle(true);
  });
  on('pointerdown', (event, { at }) => event.isTrusted && attempts.turn(at));
  on('invalid', (_, { at, path }) => attempts.object(path[0] as Field, at));
  on('submit', (_, { path }) => attempts.begin(path[0] as Element));
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
    if (isCodeFull(field, group)) attempts.begin(group);
  });

  const leave = () => {
    attempts.leave();
    const now = page.elapsed();
    for (const [group, { path }] of begun) {
      const goesOn = continued && continued.group === group && now - continued.at < CONTINUES_MS;
      if (!goesOn) say('form_abandon', names(group, path[0] as Element), { path });
    }
    begun.clear();
  };
  undos.push(
    onHidden((leaving) => leaving && leave()),
    onView(leave),
    onSignal(({ type }) => {
      if (type === 'funnel_progress' || type === 'purchase') begun.clear();
    }),
  );
  watchServer(context, key);
};

import { targetName } from '../target.js';
import type { Desk } from './desk.js';
import { findIn } from './press.js';
import { EVERYTHING } from './reactions.js';

/** What a person types into. */
const TYPED = `input:not([type]),[type=text],[type=email],[type=tel],[type=password],[type=url],[type=date],textarea`;
const SEARCH = `[role=search],search,[method=get i]`;
const WRONG = '[aria-invalid=true]';
const ALERT = '[role=alert]';

// A click on a button that continues is followed by the next page or route within so many ms. As in delivery.md.
const CONTINUES_MS = 3000;

type Field = Element & { form?: HTMLFormElement | null };

/** A change inside the form that says the attempt has failed: the field, or the alert; nothing when it says no such thing. */
export const failureIn = (node: Node): Element | undefined => {
  // A text in an alert counts as the alert.
  const element = (node.nodeType === 1 ? node : node.parentNode) as Element | null;
  if (!element || !element.closest) return undefined;
  const found = element.matches(WRONG) ? element : element.closest(ALERT) || element.querySelector(`${WRONG},${ALERT}`);
  return found && (found.matches(WRONG) || (found.textContent || '').trim()) ? found : undefined;
};

/** form_error and form_abandon. */
export const watchForms = (
  { page, guard, session, onHidden, onSignal, onView, settings, on, say, undos }: Desk,
  key: string,
): void => {
  const { document, window } = page;
  const { tab } = page.storage;
  const { invalid, within } = settings.form_error;
  /** Forms with a changed field, and the path from that field then: it may have left the document by the verdict. */
  const changed = new Map<Element, readonly EventTarget[]>();
  let attempt: { at: number; form: Element; path?: readonly EventTarget[] | undefined } | undefined;
  let continued: { at: number; form: Element | null | undefined } | undefined;
  let cancel = () => {};
  const rest = () => {
    cancel();
    mutations.disconnect();
  };

  const names = (form: Element, field?: Element) => ({
    form: targetName([form]),
    field: field && (field.getAttribute('name') || targetName([field])),
  });
  const pathOf = (element: Element | null): Element[] => (element ? [element, ...pathOf(element.parentElement)] : []);

  const failed = (form: Element, found: Element) => {
    if (!attempt || attempt.form !== form) return;
    // What was changed in it is still not sent.
    if (attempt.path) changed.set(form, attempt.path);
    attempt = continued = undefined;
    rest();
    const field = found.matches(ALERT) ? form.querySelector(WRONG) || undefined : found;
    say('form_error', names(form, field), { path: pathOf(field || form) });
  };

  const mutations = new window.MutationObserver(
    guard((records) => {
      for (const { target, addedNodes } of records)
        for (const node of [target, ...addedNodes]) {
          const found = failureIn(node);
          if (found && attempt && attempt.form.contains(found)) return failed(attempt.form, found);
        }
    }),
  );
  const begin = (form: Element | null | undefined) => {
    if (form) attempt = { at: page.elapsed(), form };
  };

  on('click', (event, { at, path }) => {
    if (!event.isTrusted) return;
    const button = findIn(path, 'button,input') as
      | (Element & { form?: HTMLFormElement | null; type?: string })
      | undefined;
    if (!button) return;
    continued = { at, form: button.form };
    if (button.type === 'submit' || button.type === 'image') begin(button.form);
  });
  on('keydown', (event, { path }) => {
    const field = path[0] as Field;
    if (event.isTrusted && (event as KeyboardEvent).key === 'Enter' && field.tagName === 'INPUT') begin(field.form);
  });
  on('invalid', (_, { at, path }) => {
    const field = path[0] as Field;
    if (attempt && field.form && at - attempt.at <= invalid) failed(field.form, field);
  });
  on('submit', (_, { at, path }) => {
    const form = path[0] as Element;
    rest();
    attempt = { at, form, path: changed.get(form) };
    changed.delete(form);
    // The answer may be another page, rendered by the server. While consent is waited for, nothing is kept.
    if (session()) tab.set(key, `${page.now()} ${targetName([form]) || ''}`);
    mutations.observe(form, { ...EVERYTHING, attributeFilter: ['aria-invalid'] });
    cancel = page.after(within + 1, rest);
  });
  let refused: Field | undefined;
  on('input change', (event, { path }) => {
    const field = path[0] as Field;
    const { form } = field;
    // Without the focus it is a password manager that fills in. Nor is a submit inside a shadow root seen from here, so
    // that a form there would seem left whatever became of it: the document knows only the focus of its host.
    if (!event.isTrusted || !form || field === refused || document.activeElement !== field) return;
    // Looked through once for a form that counts, and once for each field of one that does not: the page may be one form.
    if (
      !changed.has(form) &&
      (form.closest(SEARCH) ||
        form.querySelector('[type=search]') ||
        // In two steps: on a large page a list of attributes takes four times as long as the names of elements.
        [...form.querySelectorAll('input,textarea')].filter((input) => input.matches(TYPED)).length <
          settings.form_abandon.fields)
    )
      refused = field;
    else changed.set(form, path);
  });

  const leave = () => {
    for (const [form, path] of changed) {
      const goesOn = continued && continued.form === form && page.elapsed() - continued.at < CONTINUES_MS;
      if (!goesOn) say('form_abandon', names(form, path[0] as Element), { path });
    }
    changed.clear();
  };

  /** The server has sent the form back with its errors. */
  const arrive = guard(() => {
    if (!session()) return;
    const [, at, name] = (tab.get(key) || '').match(/^(\d+) (.*)$/) || [];
    tab.set(key, null);
    if (!at || window.performance.timeOrigin - Number(at) > within) return;
    for (const form of document.querySelectorAll('form')) {
      const found = [...form.querySelectorAll(`${WRONG},${ALERT}`)].find(failureIn);
      if (found && (targetName([form]) || '') === name) {
        begin(form);
        return failed(form, found);
      }
    }
  });
  if (document.readyState === 'loading') undos.push(page.on('DOMContentLoaded', arrive, 'document'));
  else arrive();

  undos.push(
    onHidden((leaving) => leaving && leave()),
    onView(leave),
    onSignal(({ type }) => {
      if (type === 'funnel_progress' || type === 'purchase') changed.clear();
    }),
    () => {
      rest();
      tab.set(key, null);
    },
  );
};

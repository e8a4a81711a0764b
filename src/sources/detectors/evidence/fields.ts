import { isVisible } from './perceive.js';

/** What a person fills in. */
const FIELD = `input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=image]):not([type=reset]),select,textarea`;
/** What a person types into. */
const TYPED = `input:not([type]),[type=text],[type=email],[type=tel],[type=password],[type=url],[type=date],[type=number],textarea`;
const BUTTON = 'button,[type=button],[type=submit],[type=image],[role=button],a';
/** What sends a form. */
export const SUBMIT = '[type=submit],[type=image],button:not([type=button]):not([type=reset])';
const SEARCH = '[role=search],search,[method=get i]';
const PERSONAL = '[type=email],[type=tel],[type=password],[autocomplete^=cc-]';
const PERSONAL_NAME =
  /e-?mail|phone|mobile|\btel|passw|address|street|post-?_?code|\bzip|postal|\bcity|town|card|iban|\bcv[cv]|expir|(first|last|given|family|full|sur)[-_ ]?name|holder|birth|one-time-code/i;
// So far up, and so many fields, is looked.
const LEVELS = 7;
const MAX_FIELDS = 60;

export interface Field extends Element {
  form?: HTMLFormElement | null;
  value?: string;
}

// A form's list is of buttons besides: the quick question comes first.
const isField = (field: Element) => field.tagName !== 'BUTTON' && (field.matches(FIELD) || field.tagName.includes('-'));
/** The first of so many that passes, counted from the end if need be: no more of a live list is looked at. */
const firstOf = (list: ArrayLike<Element>, passes: (field: Element) => boolean, fromEnd?: boolean) => {
  const { length } = list;
  for (let at = 0; at < length && at < MAX_FIELDS; at++) {
    const field = list[fromEnd ? length - 1 - at : at];
    if (field && passes(field)) return field;
  }
  return undefined;
};
// A form does not know the fields of components that only have a name. Where the page is one form, its list is as long.
const listOf = (group: Element): ArrayLike<Element> => {
  const { elements } = group as HTMLFormElement;
  return elements && firstOf(elements, isField) ? elements : group.querySelectorAll(`${FIELD},[name]`);
};

const isAfter = (node: Node, other: Node) => !!(other.compareDocumentPosition(node) & 4);

/** A form that has a button of its own is sent by that, and by nothing around it. */
const isSentAlone = (form: Element) => !!form.querySelector(SUBMIT) || endsWithButton(form);

const isFieldOf =
  (group: Element) =>
  (field: Element): boolean => {
    if (!isField(field)) return false;
    const form = field.closest('form');
    return !form || form.contains(group) || !isSentAlone(form);
  };

/** What is filled in of the group: a form, or what stands for one. The page may be one form: the first of them. */
export const fieldsOf = (group: Element): Field[] =>
  Array.prototype.slice.call(listOf(group), 0, MAX_FIELDS).filter(isFieldOf(group));

const lastFieldOf = (group: Element): Field | undefined => firstOf(listOf(group), isFieldOf(group), true);

const endsWithButton = (group: Element): boolean => {
  const last = lastFieldOf(group);
  const [button] = [...group.querySelectorAll(BUTTON)].slice(-1);
  return !!button && !!last && isAfter(button, last);
};

const climb = (from: Element, isGroup: (place: Element) => boolean): Element | undefined => {
  let place = from.parentElement;
  for (let level = 0; place && level < LEVELS && place.tagName !== 'BODY'; level++, place = place.parentElement) {
    // A list of products is no group, and slow to look through.
    if (place.children.length > MAX_FIELDS) return undefined;
    if (isGroup(place)) return place;
    // What closes a dialog ends no fields of the page behind it.
    if (place.matches('dialog,[role=dialog]')) return undefined;
  }
  return undefined;
};

/** The group of a field: its form, or the nearest part of the page that ends with a button. */
export const groupOfField = (field: Field): Element | undefined =>
  field.form ||
  climb(field, endsWithButton) ||
  climb(field, (place) => fieldsOf(place).length > 1) ||
  field.parentElement ||
  undefined;

const CODE = '[maxlength="1"],[autocomplete=one-time-code]';

/** Boxes of a code are emptied where it was wrong. */
export const isOfCode = (field: Field): boolean => field.matches(CODE);

/** Is that box of a code, the last of them, full now? Some send themselves. */
export const isCodeFull = (field: Field, group: Element): boolean => {
  const { value = '', maxLength = 0 } = field as HTMLInputElement;
  return isOfCode(field) && value.length >= maxLength && fieldsOf(group).every((one) => !!one.value);
};

/** The group that the control ends, if it does: no field of it comes after the control. */
export const groupEndedBy = (control: Field): Element | undefined => {
  const form = control.form || control.closest('form');
  const group = form || climb(control, (place) => fieldsOf(place).some((field) => field.matches(FIELD)));
  if (!group) {
    // The button inside a component ends what the component ends.
    const { host } = control.getRootNode() as Partial<ShadowRoot>;
    return host && groupEndedBy(host);
  }
  if (form && control.matches(SUBMIT)) return group;
  const last = lastFieldOf(group);
  return last && isAfter(control, last) ? group : undefined;
};

/** The group itself, or what the page has drawn in its place. */
export const present = (group: Element, document: Document): Element | undefined => {
  if (group.isConnected) return group;
  for (const field of fieldsOf(group)) {
    const name = field.getAttribute('name');
    const [again] = name ? document.getElementsByName(name) : [];
    const found = again || (field.id && document.getElementById(field.id));
    if (found) return groupOfField(found) || found.parentElement || undefined;
  }
  return undefined;
};

/** Does the group ask for a person, in at least so many fields to type into? Filters, searches and product options do not. */
export const asksForPerson = (group: Element, least: number): boolean => {
  if (group.closest(SEARCH) || group.querySelector('[type=search]')) return false;
  const typed = fieldsOf(group).filter((field) => field.matches(TYPED));
  const isPersonal = (field: Element) =>
    field.matches(PERSONAL) ||
    ['name', 'id', 'autocomplete'].some((name) => PERSONAL_NAME.test(field.getAttribute(name) || ''));
  return typed.length >= least && typed.some(isPersonal);
};

/** Fields that say themselves that they are wrong. Reads the layout of those alone. */
export const invalidIn = (group: Element): Field | undefined =>
  fieldsOf(group).find((field) => {
    // Components say it as the browser's own fields do.
    const { validity } = field as Partial<HTMLInputElement>;
    return (field.matches('[aria-invalid=true]') || (validity && !validity.valid)) && isVisible(field);
  });

/**
 * Is everything filled in that the form asks for? Where it does not say what it needs, everything that is typed. `alone`:
 * what lies in a frame of another site cannot be seen, and counts as empty.
 */
export const isFilledIn = (form: Element, alone: boolean): boolean => {
  const needed = form.querySelectorAll<Field>('[required],[aria-required=true]');
  const asked = needed.length ? [...needed] : fieldsOf(form).filter((field) => field.matches(TYPED));
  return asked.every(({ value }) => !!value) && !form.querySelector(alone ? ':invalid,iframe' : ':invalid');
};

import { hash } from '../../../tools/text.js';

// So many fields of the page, and as many of what is around the press, are compared.
const MAX_FIELDS = 100;
const MAX_AROUND = 20;
const GROUP = 'form,fieldset,[role=group],[role=radiogroup]';

const read = (fields: ArrayLike<Element>, most: number): string => {
  let values = '';
  for (let at = 0; at < most && at < fields.length; at++) {
    // Buttons have values too, and no `checked`.
    const { type, value, checked } = fields[at] as HTMLInputElement;
    if (type !== 'hidden') values += `${value} ${checked},`;
  }
  return values;
};

/**
 * What the fields hold, as a hash: enough to notice a change, useless to read. Setting `.value` from script leaves no other
 * trace. The lists are live, so that the browser keeps them while the document stays as it is.
 */
export const createValues = (document: Document) => {
  const lists = ['input', 'select', 'textarea'].map((name) => document.getElementsByTagName(name));
  return {
    /** Of the whole page. */
    ofPage: (): number => hash(lists.map((list) => read(list, MAX_FIELDS)).join()),
    /** Of the group that the element is in. */
    around: (element: Element): number => {
      const { parentElement } = element;
      const group =
        element.closest(GROUP) || (parentElement && parentElement.children.length < MAX_AROUND && parentElement);
      // A form knows its controls: nothing is looked through where the whole page is one.
      const near = group ? (group as HTMLFormElement).elements || group.querySelectorAll('input,select,textarea') : [];
      return hash(read(near, MAX_AROUND));
    },
  };
};

export type Values = ReturnType<typeof createValues>;

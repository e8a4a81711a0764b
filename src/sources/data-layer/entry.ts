import { toObject } from '../../tools/text.js';

/** An event of the page's. */
export interface DataLayerEvent {
  name: string;
  /** What GA4 calls its parameters. */
  data: Record<string, unknown>;
  /** What a mapped signal takes its words from. */
  fields: Record<string, unknown>;
}

/** An entry of window.dataLayer, if it is an event: `{ event, ecommerce }`, or gtag's `arguments`. */
export const readEntry = (entry: unknown): DataLayerEvent | undefined => {
  const fields = toObject(entry);
  const { event, ecommerce, 0: command, 1: action, 2: parameters } = fields;
  // gtag pushes its arguments object.
  const isCommand = command === 'event';
  const name = isCommand ? action : event;
  if (typeof name !== 'string') return undefined;
  const data = toObject(isCommand ? parameters : ecommerce);
  return { name, data, fields: isCommand ? data : fields };
};

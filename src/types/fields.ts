import type { FieldName } from './field-words.js';
import type { Primitive } from './signal.js';
import type { TopSignal, VisitState } from './visit.js';

export type { FieldName } from './field-words.js';

/** How values are written and which are sent. */
export interface PropertyOptions {
  /** Put before every name. Default `fs_`. */
  prefix: string;
  /** true or false switches a field; a string sends it under exactly that name. */
  fields: Partial<Record<FieldName, boolean | string>>;
  /** How booleans and dates are written, since the type of a custom field is fixed once. Default `true` and ISO 8601. */
  write: { booleans: 'true' | '1'; dates: 'iso' | 'date' };
  /** How keys are handed to identify: `fs_x`, `properties.fs_x`, or one object `properties`. Default `plain`. */
  keys: 'plain' | 'dotted' | 'nested';
  /** Most characters of JSON, 1 to 1,000. Default 650: Ometria allows 1,000 for all custom properties of a contact. */
  budget: number;
}

/** What a field reads: the visit, its top signal, and the stages of the funnel, first to last. */
export type Read = (
  state: VisitState,
  topSignal: TopSignal | undefined,
  stages: readonly string[],
) => Primitive | undefined;

/**
 * A field: its place in the list (the order is the priority when the budget is short), its name, the length of its
 * longest value in JSON, and how it is read. `on`: sent by default. `telling`: says where or what, and is not sent
 * for a visit by an unconfirmed campaign link.
 */
export type Field = readonly [place: number, name: FieldName, worst: number, read: Read, flags?: number];

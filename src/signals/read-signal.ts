import { isFieldName, readText, toObject } from '../tools/text.js';
import type { Origin, Primitive, Signal, SignalType } from '../types/signal.js';

export type { Origin, Primitive, Signal, SignalContext, SignalInput, SignalType } from '../types/signal.js';

/** Part of each signal in the frustration score; the others weigh nothing. docs/crm.md, "The score". */
export const WEIGHT: Record<SignalType, number> = {
  rage_click: 25,
  rage_tap: 25,
  form_error: 12,
  error_click: 10,
  form_abandon: 8,
  dead_click: 8,
  mouse_thrash: 5,
  dwell: 0,
  dead_end: 0,
  search_struggle: 0,
  basket_churn: 0,
  hesitation: 0,
  custom: 0,
  funnel_abandon: 0,
  funnel_progress: 0,
  purchase: 0,
  attention: 0,
};

// What a signal may say of itself, in texts and in numbers. Addresses are longer than names.
const TEXTS = ['target', 'form', 'field', 'product', 'category', 'stage', 'name', 'page', 'replayUrl'] as const;
const NUMBERS = ['at', 'clicks', 'seconds', 'activeSeconds', 'scrollDepth'] as const;
const NAME_LENGTH = 64;
const ADDRESS_LENGTH = 2048;

// Own custom properties a signal may bring; more would not fit beside the fields.
const MAX_PROPERTIES = 10;

// A counter beyond it is none; with it every sum stays exact. A time has its own bounds, in the session.
const MAX = 1e9;

/** A finite number, a boolean or a text of at most 512 code units; nothing else leaves the tag. */
export const readPrimitive = (value: unknown): Primitive | undefined =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? value : readText(value, 512);

/** unknown in, a bounded signal or nothing out. It may throw where the input's getters do. */
export const readSignal = (input: unknown, now: number, origin: Origin): Signal | undefined => {
  const given = toObject(input);
  const { type } = given;
  const types: unknown[] = Object.keys(WEIGHT);
  if (!types.includes(type) || (type === 'custom' && !isFieldName(given.name))) return undefined;
  // The line above has just shown that it is a key of WEIGHT.
  const signal: Signal = { type: type as SignalType, at: now, origin };
  for (const key of TEXTS) {
    const text = readText(given[key], key === 'page' || key === 'replayUrl' ? ADDRESS_LENGTH : NAME_LENGTH);
    if (text) signal[key] = text;
  }
  for (const key of NUMBERS) {
    const number = given[key];
    if (typeof number === 'number' && number >= 0 && number < (key === 'at' ? now : MAX))
      signal[key] = key === 'at' ? Math.floor(number) : number;
  }
  const properties = toObject(given.properties);
  const names = Object.keys(properties).filter(isFieldName).slice(0, MAX_PROPERTIES);
  for (const name of names) {
    const value = readPrimitive(properties[name]);
    if (value !== undefined) signal.properties = { ...signal.properties, [name]: value };
  }
  return signal;
};

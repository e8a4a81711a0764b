import { isFieldName, readText, toObject } from './text.js';

export type Primitive = string | number | boolean;

/** Who decided that it happened: a FullStory event, a detector of the tag, or the site's own call. */
export type Origin = 'fullstory' | 'tag' | 'page';

/** What every signal may carry. Whatever is missing is filled in from the page. */
export interface SignalContext {
  /** Epoch milliseconds; default now. A time in the future or before the session's time-out counts as now. */
  at?: number;
  /** Path of the page; it is redacted before it is kept. Default: the page's own path. */
  page?: string;
  /** Funnel stage. Default: the stage the visit is at. */
  stage?: string;
  /** FullStory replay URL of this moment. Default: asked of FullStory. */
  replayUrl?: string;
}

/** A signal as a page or an adapter hands it in. Texts are bounded to 64 characters. */
export type SignalInput = SignalContext &
  (
    | { type: 'rage_click' | 'rage_tap' | 'dead_click' | 'error_click'; target?: string; clicks?: number }
    | { type: 'mouse_thrash' }
    /** Names, never values. */
    | { type: 'form_error' | 'form_abandon'; form?: string; field?: string }
    | { type: 'dwell'; product?: string; category?: string; seconds: number }
    | { type: 'funnel_abandon' | 'funnel_progress'; stage: string }
    /** Retracts abandonment; never a signal_type. */
    | { type: 'purchase' }
    /** activeSeconds: since the last attention signal of this page view. */
    | { type: 'attention'; activeSeconds: number; scrollDepth: number; category?: string; product?: string }
    /** name and property names: `^[a-z][a-z0-9_]*$`, at most 64 characters; at most 10 properties. */
    | { type: 'custom'; name: string; properties?: Record<string, Primitive> }
  );

export type SignalType = SignalInput['type'];

/** A signal that has been read and bounded. */
export interface Signal {
  type: SignalType;
  at: number;
  origin: Origin;
  page?: string;
  stage?: string;
  replayUrl?: string;
  target?: string;
  form?: string;
  field?: string;
  product?: string;
  category?: string;
  name?: string;
  clicks?: number;
  seconds?: number;
  activeSeconds?: number;
  scrollDepth?: number;
  properties?: Record<string, Primitive>;
}

/** Part of each signal in the frustration score; the others weigh nothing. docs/properties.md, "The score". */
export const WEIGHT: Record<SignalType, number> = {
  rage_click: 25,
  rage_tap: 25,
  form_error: 12,
  error_click: 10,
  form_abandon: 8,
  dead_click: 8,
  mouse_thrash: 5,
  dwell: 0,
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
const MOST_PROPERTIES = 10;

// A counter beyond it is none; with it every sum stays exact. A time has its own bounds, in the session.
const MOST = 1e9;

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
    if (typeof number === 'number' && number >= 0 && number < (key === 'at' ? now : MOST))
      signal[key] = key === 'at' ? Math.floor(number) : number;
  }
  const properties = toObject(given.properties);
  const names = Object.keys(properties).filter(isFieldName).slice(0, MOST_PROPERTIES);
  for (const name of names) {
    const value = readPrimitive(properties[name]);
    if (value !== undefined) signal.properties = { ...signal.properties, [name]: value };
  }
  return signal;
};

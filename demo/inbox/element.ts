import { element } from '../dom.js';

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const number = new Intl.NumberFormat('en-GB');

export const time = (at: number): string => clockTime.format(at);
/** With the weekday where it was not within the last hours. */
export const moment = (at: number, now: number): string => (now - at > 12 * 3_600_000 ? day : clockTime).format(at);
export const count = (value: number): string => number.format(value);
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return seconds < 120 ? plural(seconds, 'second') : plural(Math.round(seconds / 60), 'minute');
};

/** A moment as a `<time>`. */
export const timeOf = (at: number, attributes: Readonly<Record<string, string>> = {}): HTMLTimeElement =>
  element('time', { ...attributes, datetime: new Date(at).toISOString() }, time(at));

/** An element with attributes and children; nothing-values are left out. */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return made;
};

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const number = new Intl.NumberFormat('en-GB');

export const time = (at) => clockTime.format(at);
/** With the weekday where it was not within the last hours. */
export const moment = (at, now) => (now - at > 12 * 3_600_000 ? day : clockTime).format(at);
export const count = (value) => number.format(value);
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

export const duration = (milliseconds) => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return seconds < 120 ? plural(seconds, 'second') : plural(Math.round(seconds / 60), 'minute');
};

// Medians and ranges: a single number hides what a shared machine does to a measurement.
const sorted = (values) => [...values].sort((a, b) => a - b);

export const quantile = (values, q) => {
  const list = sorted(values);
  if (list.length === 0) return Number.NaN;
  const at = (list.length - 1) * q;
  const low = list[Math.floor(at)];
  return low + (list[Math.ceil(at)] - low) * (at % 1);
};

export const median = (values) => quantile(values, 0.5);

/** Digits that carry something: 12.3, 0.123, 1,234. */
export const number = (value) => {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
};

/** `1.2 (0.9–3.4)`: the median, and between which values nine of ten lie; of a single value, the value. */
export const spread = (values) =>
  values.length < 2
    ? number(values[0] ?? Number.NaN)
    : `${number(median(values))} (${number(quantile(values, 0.05))}–${number(quantile(values, 0.95))})`;

export const ratio = (value, base) => (base > 0 && Number.isFinite(value) ? `${number(value / base)} ×` : '–');

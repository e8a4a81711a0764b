// Medians and ranges: a single number hides what a shared machine does to a measurement.
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** NaN of nothing. */
export const quantile = (values: readonly number[], q: number): number => {
  const list = sorted(values);
  const at = (list.length - 1) * q;
  const low = list[Math.floor(at)] ?? Number.NaN;
  const high = list[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at % 1);
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Digits that carry something: 12.3, 0.123, 1,234. */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const small = Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : small });
};

/** `1.2 (0.9–3.4)`: the median, and between which values nine of ten lie; of a single value, the value. */
export const spread = (values: readonly number[]): string =>
  values.length < 2
    ? number(values[0] ?? Number.NaN)
    : `${number(median(values))} (${number(quantile(values, 0.05))}–${number(quantile(values, 0.95))})`;

export const ratio = (value: number, base: number): string =>
  base > 0 && Number.isFinite(value) ? `${number(value / base)} ×` : '–';

/** What is not known; never drawn as 0. */
export const unknown = '–';

const minus = '\u2212';
const narrow = '\u202f';
const units: readonly [number, string][] = [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'k']];

/** Whether there is a number to show. */
export function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A sum; no number as soon as one part of it is not known. */
export function sumOf<T>(items: readonly T[], of: (item: T) => number | null | undefined): number {
  return items.reduce((sum, item) => sum + (of(item) ?? Number.NaN), 0);
}

/** With grouping, a true minus, and so many digits after the point. */
export function fixed(value: number | null | undefined, digits = 0, signed = false): string {
  if (!isKnown(value)) {
    return unknown;
  }

  const text = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return sign(value, Number(text.replaceAll(',', '')) === 0, signed) + text;
}

/** USD or coins: three significant digits with k, M, B and a sign, as +4.12 M. */
export function amount(value: number | null | undefined, signed = true): string {
  if (!isKnown(value)) {
    return unknown;
  }

  const size = Math.abs(value);
  if (size < 0.005) {
    return '0';
  }

  // Rounded first: 999,999 is 1.00 M, not 1000 k.
  const rounded = Number(size.toPrecision(3));
  const [unit, name] = units.find(([least]) => rounded >= least) ?? [1, ''];
  const scaled = rounded / unit;
  const digits = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return sign(value, false, signed) + scaled.toFixed(digits) + (name && narrow + name);
}

/** A percentage with its sign. */
export function percent(value: number | null | undefined, digits = 2): string {
  return isKnown(value) ? fixed(value, digits, true) + narrow + '%' : unknown;
}

/** A share of 1 as a percentage without sign; what is not whole never reads 100 %. */
export function share(value: number | null | undefined, digits = 1): string {
  if (!isKnown(value)) {
    return unknown;
  }

  const step = 10 ** digits;
  const cut = value < 1 ? Math.min(Math.round(value * 100 * step) / step, 100 - 1 / step) : 100;
  return cut.toFixed(value >= 1 ? 0 : digits) + narrow + '%';
}

/** A score of 10. */
export function score(value: number | null | undefined): string {
  return fixed(value, 1);
}

function sign(value: number, isZero: boolean, signed: boolean): string {
  return isZero ? '' : value < 0 ? minus : signed ? '+' : '';
}

import { fixed, isKnown, unknown } from './numbers';

const mostDigits = 8;

/** A price with grouping, eight digits at most: 61,857.4. */
export function price(value: number | null | undefined, decimals?: number): string {
  if (!isKnown(value)) {
    return unknown;
  }

  return fixed(value, Math.min(decimals ?? usualDecimals(value), roomFor(value)));
}

/** Digits after the point that tell prices of this size apart, where the venue's own step is not known. */
function usualDecimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0) {
    return 2;
  }

  return size >= 1_000 ? 1 : Math.min(10, 4 - Math.floor(Math.log10(size)));
}

/** Digits after the point that the prices of a market really have: its step, as far as it was seen. */
export function decimalsOf(prices: Iterable<number | null>): number | undefined {
  let most: number | undefined;
  for (const one of prices) {
    if (isKnown(one)) {
      const text = one.toString();
      const point = text.indexOf('.');
      const exponent = text.indexOf('e-');
      const found = exponent >= 0 ? Number(text.slice(exponent + 2)) : point < 0 ? 0 : text.length - point - 1;
      most = Math.max(most ?? 0, Math.min(found, roomFor(one)));
    }
  }

  return most;
}

function roomFor(value: number): number {
  const size = Math.abs(value);
  const whole = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  // Small coins begin after some zeros; eight digits are counted from the first that says something.
  const zeros = size > 0 && size < 1 ? Math.min(4, -Math.floor(Math.log10(size)) - 1) : 0;
  return Math.max(0, mostDigits - whole + zeros);
}

import { describe, expect, it } from 'vitest';
import { decimalsOf, price } from '../../src/format/price';

describe('prices', () => {
  it.each([
    [61_857.4, undefined, '61,857.4'],
    [61_857.4, 2, '61,857.40'],
    [722.4, 2, '722.40'],
    [0.32583, 5, '0.32583'],
    [0.000012345, 9, '0.000012345'],
    [0, undefined, '0.00'],
    [1_234_567.891, 3, '1,234,567.9'],
  ])('%d with %s digits is %s', (value, digits, text) => expect(price(value, digits)).toBe(text));

  it('are not drawn as 0 where they are not known', () => expect([price(null), price(Number.NaN)]).toEqual(['–', '–']));

  it('have the digits that were seen of them', () => {
    expect(decimalsOf([93502.7, null, 93502.75, 93502])).toBe(2);
    expect(decimalsOf([1e-7])).toBe(7);
    expect(decimalsOf([null])).toBeUndefined();
  });
});

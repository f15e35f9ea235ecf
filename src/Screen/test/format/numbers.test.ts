import { describe, expect, it } from 'vitest';
import { amount, fixed, percent, score, share } from '../../src/format/numbers';

describe('numbers', () => {
  it.each([
    [4_123_456, '+4.12\u202fM'],
    [-26_400_000, '\u221226.4\u202fM'],
    [999_999, '+1.00\u202fM'],
    [-999.6, '\u22121.00\u202fk'],
    [123_456, '+123\u202fk'],
    [7_998_000_000, '+8.00\u202fB'],
    [12.345, '+12.3'],
    [0, '0'],
    [0.001, '0'],
  ])('tell %d USD as %s', (value, text) => expect(amount(value)).toBe(text));

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('tell apart what is not known (%s) from nothing', value => {
    expect([amount(value), fixed(value), percent(value), share(value), score(value)]).toEqual(['–', '–', '–', '–', '–']);
    expect([amount(0), fixed(0), percent(0), share(0), score(0)]).toEqual(['0', '0', '0.00\u202f%', '0.0\u202f%', '0.0']);
  });

  it('have no sign where they round to nothing', () => expect([fixed(-0.004, 2, true), percent(0.001)]).toEqual(['0.00', '0.00\u202f%']));

  it('never call whole what is not', () => expect([share(0.99999), share(1), share(0.986)]).toEqual(['99.9\u202f%', '100\u202f%', '98.6\u202f%']));
});

import { describe, expect, it } from 'vitest';
import type { OpenInterestHistory } from '../../src/source/views';
import type { OpenInterestVenue } from '../../src/source/views';
import { candlesOf, hourChange, sumOf } from '../../src/store/openInterest';

const venue = (exchange: string, openInterestUsd: number | null, stands = true): OpenInterestVenue => ({ exchange, openInterestUsd, openInterestCoin: 1, stands }) as OpenInterestVenue;
const history = (...points: [number, number | null][]): OpenInterestHistory =>
  ({ unixMs: points.map(([minute]) => minute * 60_000), openInterestUsd: points.map(([, usd]) => usd) }) as unknown as OpenInterestHistory;

describe('open interest', () => {
  const venues = [venue('OKX', 100), venue('BYBIT', 50), venue('DERIBIT', 7, false)];

  it('is summed over chosen venues', () => expect(sumOf(venues, name => name !== 'DERIBIT')).toEqual({ usd: 150, coins: 2, count: 2, chosen: 2 }));

  it('has no sum while one that is chosen is too old or not known', () => {
    expect(sumOf(venues, () => true)).toMatchObject({ usd: null, count: 2, chosen: 3 });
    expect(sumOf([venue('OKX', null)], () => true).usd).toBeNull();
    expect(sumOf(venues, () => false).usd).toBeNull();
  });

  it('changes against an hour ago', () => {
    expect(hourChange(history([0, 100], [5, 200], [65, 110]))).toBeCloseTo(-45);
    expect(hourChange(history([0, 100], [50, 110]))).toBeNull();
    expect(hourChange(history([0, 100], [300, 110]))).toBeNull();
    expect(hourChange(history([0, null], [61, 110]))).toBeNull();
    expect(hourChange(history())).toBeNull();
  });

  it('has candles of full hours, and none where nothing is known', () =>
    expect(candlesOf(history([0, 5], [20, 9], [40, 3], [59, 4], [70, null], [130, 6]))).toEqual([
      { fromUnixMs: 0, open: 5, high: 9, low: 3, close: 4 },
      { fromUnixMs: 7_200_000, open: 6, high: 6, low: 6, close: 6 },
    ]));
});

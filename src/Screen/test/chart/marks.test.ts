import { describe, expect, it } from 'vitest';
import { holdingsOf, marksOf, placeAt } from '../../src/chart/marksOf';
import { plotOf } from '../../src/chart/plot';
import { commonLength } from '../../src/chart/same';
import { floorTo, isTimeframe, lengthOf, nextLarger } from '../../src/chart/timeframes';
import { joined } from '../../src/chart/window';
import type { PositionView } from '../../src/source/views';
import { bucket, gap, ledger, minute, run, signal } from '../support/flow';

const { places } = plotOf({ buckets: [0, 1, 2, 3].map(one => bucket(one * minute)), lengthMs: minute, gaps: [], isProven: () => true, rateOf: () => null, anchorMs: 0, base: { spot: 0, perp: 0 } });
const position = (some: Partial<PositionView> = {}): PositionView => ({
  id: '1', signalId: 's', symbol: 'BTC', side: 'LONG', quantity: 1, entryPrice: 10, leverage: 3, stakeUsd: 200, openedAt: new Date(minute).toISOString(), price: 11, profitUsd: 4, closedAt: null, exitReason: null, account: 'main', ...some,
});

describe('signals on the chart', () => {
  it('stand at the bar that decided, not at the next one', () => {
    expect(marksOf(places, [signal({ barCloseUnixMs: 2 * minute })], 'BTC')).toMatchObject([{ place: 1, side: 'long', kind: 'accepted', text: 'L 7.3', price: 9 }]);
  });

  it.each([['Rejected', 'refused'], ['Expired', 'expired'], ['Pending', 'pending'], ['Filled', 'accepted']])('that ended as %s are %s', (outcome, kind) =>
    expect(marksOf(places, [signal({}, outcome)], 'BTC')[0]?.kind).toBe(kind));

  it('have eight characters at most', () => {
    const all = marksOf(places, [signal({ score: 10 }), signal({ action: 'Close' }), signal({ action: 'Short' })], 'BTC');
    expect(all.every(mark => mark.text.length <= 8)).toBe(true);
  });

  it('of other coins and of other times are not there', () => expect(marksOf(places, [signal({ baseSymbol: 'ETH' }), signal({ barCloseUnixMs: -5 })], 'BTC')).toEqual([]));
});

describe('positions on the chart', () => {
  it('reach from their entry to now, with what they bring', () =>
    expect(holdingsOf(places, [position()], 'BTC')).toMatchObject([{ from: 1, to: 3, entry: 10, price: 11, isOpen: true, isGain: true, text: '▲ +2.00\u202f% +4.00' }]));

  it('that are closed reach to their exit', () =>
    expect(holdingsOf(places, [position({ closedAt: new Date(2 * minute).toISOString() })], 'BTC')).toMatchObject([{ from: 1, to: 2, isOpen: false }]));

  it('without a price are not drawn', () => expect(holdingsOf(places, [position({ price: null })], 'BTC')).toEqual([]));
});

describe('places and times', () => {
  it('find the bucket of a moment', () => expect([-1, 0, 59_999, minute, 99 * minute].map(time => placeAt(places, time))).toEqual([-1, 0, 0, 1, 3]));

  it('know what is the same', () => {
    const changed = places.with(2, { ...places[2]!, bucket: bucket(2 * minute, 1, -1, { close: 99 }) });
    expect([commonLength(places, changed), commonLength(places, places.map(place => ({ ...place, bucket: place.bucket && { ...place.bucket } })))]).toEqual([2, 4]);
  });

  it('know timeframes', () => {
    expect([lengthOf('15m'), lengthOf('1d'), nextLarger('5s'), nextLarger('1h'), nextLarger('1d')]).toEqual([900_000, 86_400_000, '1m', '4h', null]);
    expect([isTimeframe('5s'), isTimeframe('0s'), isTimeframe('5s&x'), isTimeframe(undefined), floorTo(125_000, minute)]).toEqual([true, false, false, false, 120_000]);
  });
});

describe('ledgers of two ranges', () => {
  it('are one, and a run that crosses the seam is there once', () => {
    const [whole] = joined([ledger([run(0, 50), run(50, 90)], [gap(1, 2), gap(60, 70)])], [ledger([run(50, 200)], [gap(60, 70, { filledBy: 'rest' })])], 80);
    expect(whole?.runs.map(one => [one.fromUnixMs, one.toUnixMs])).toEqual([[0, 50], [50, 200]]);
    expect(whole?.gaps.map(one => [one.beforeUnixMs, one.filledBy])).toEqual([[1, null], [60, 'rest']]);
  });
});

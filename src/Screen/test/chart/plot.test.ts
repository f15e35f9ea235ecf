import { describe, expect, it } from 'vitest';
import { bucketsOf, merge } from '../../src/chart/buckets';
import { mostMissing, plotOf, type Plot } from '../../src/chart/plot';
import { isProven, stripOf } from '../../src/chart/proof';
import { pointsOf } from '../../src/chart/series';
import type { BarView, Gap } from '../../src/source/views';
import type { Bucket } from '../../src/chart/buckets';
import type { Colours } from '../../src/chart/colours';
import { bucket, gap, ledger, minute, run } from '../support/flow';

const plot = (buckets: readonly Bucket[], gaps: readonly Gap[] = [], anchorMs = 0, proven = false): Plot =>
  plotOf({ buckets, lengthMs: minute, gaps, rateOf: () => null, isProven: () => proven, anchorMs, base: { spot: 0, perp: 0 } });
const at = (...minutes: number[]): Bucket[] => minutes.map(one => bucket(one * minute));
const colours = { up: '#000001', down: '#000002' } as Colours;

describe('the plot', () => {
  it('has a place for every bucket that is missing', () => {
    const { places, bands } = plot(at(0, 1, 4));
    expect(places.map(place => [place.time / minute, place.state])).toEqual([[0, 'whole'], [1, 'whole'], [2, 'unknown'], [3, 'unknown'], [4, 'whole']]);
    expect(bands).toMatchObject([{ kind: 'unknown', from: 2 * minute, to: 4 * minute, first: 2, last: 3, isCut: false }]);
  });

  it('has no sums while nobody knows where they begin', () => {
    const { places } = plotOf({ buckets: at(0, 1), lengthMs: minute, gaps: [], rateOf: () => null, isProven: () => true, anchorMs: -minute, base: null });
    expect(places.map(place => [place.spot, place.perp, place.state])).toEqual([[null, null, 'whole'], [null, null, 'whole']]);
  });

  it('cuts what is missing for long, and keeps how long it was', () => {
    const { places, bands } = plot([...at(0), bucket(612 * minute)], [gap(minute, 612 * minute)]);
    expect(places).toHaveLength(mostMissing + 2);
    expect(bands).toMatchObject([{ kind: 'gap', isCut: true, from: minute, to: 612 * minute, missing: { count: 7, isEstimate: false } }]);
    expect(places.every((place, index) => index === 0 || place.time > (places[index - 1]?.time ?? 0))).toBe(true);
  });

  it('marks where its sums are broken with what is missing there, estimated where nothing is counted', () => {
    const known = plot(at(0, 1, 4), [gap(2 * minute, 4 * minute)]);
    expect(known.places.map(place => place.broken)).toEqual([undefined, undefined, undefined, undefined, { count: 7, isEstimate: false }]);
    const estimated = plotOf({ buckets: at(0, 1, 4), lengthMs: minute, gaps: [gap(2 * minute, 4 * minute, { missing: null })], isProven: () => false, rateOf: () => 0.001, anchorMs: 0, base: { spot: 0, perp: 0 } });
    expect(estimated.places[4]?.broken).toEqual({ count: 120, isEstimate: true });
    expect(plot(at(0, 1, 4), [gap(2 * minute, 4 * minute, { missing: null })]).places[4]?.broken).toEqual({ count: null, isEstimate: true });
    expect(plot(at(0, 1, 4), [gap(2 * minute, 4 * minute, { filledBy: 'REST' })]).places.some(place => place.broken !== undefined)).toBe(false);
  });

  it('goes on with the sums after a hole from where they stopped', () => {
    const { places } = plot(at(0, 1, 4, 5));
    expect(places.map(place => place.spot)).toEqual([1, 2, null, null, 3, 4]);
    expect(places.map(place => place.perp)).toEqual([-1, -2, null, null, -3, -4]);
  });

  it('draws on through a time in which nobody traded, when that is proven', () => {
    const { places, bands } = plot(at(0, 3), [], 0, true);
    expect(places.map(place => [place.state, place.spot])).toEqual([['whole', 1], ['quiet', 1], ['quiet', 1], ['whole', 2]]);
    expect(bands).toEqual([]);
  });

  it('shows nothing of a bucket that lies in a hole of one market, and marks those at its edges', () => {
    const { places } = plot(at(0, 1, 2, 3), [gap(0.5 * minute, 2 * minute)]);
    expect(places.map(place => [place.state, place.spot])).toEqual([['partial', 1], ['gap', null], ['whole', 2], ['whole', 3]]);
  });

  describe('of a market that is not read', () => {
    const unread = (buckets: readonly Bucket[], sinceMs: number, gaps: readonly Gap[] = [], unreadToMs = 0): Plot =>
      plotOf({ buckets, lengthMs: minute, gaps, rateOf: () => 0.001, isProven: () => true, anchorMs: 0, base: { spot: 0, perp: 0 }, unread: new Map([['BINANCE:btcusdt', sinceMs]]), note: 'not read', unreadToMs });

    it('is a gap from its latest trade on to the end, which says so instead of how much is missing', () => {
      const { places, bands } = unread(at(0, 1, 2, 4), 0.5 * minute);
      expect(places.map(place => [place.state, place.spot, place.perp, place.note])).toEqual([['partial', 1, -1, 'not read'], ...[1, 2, 3, 4].map(() => ['gap', null, null, 'not read'])]);
      expect(bands).toMatchObject([{ kind: 'partial' }, { kind: 'gap', first: 1, last: 4, missing: null, note: 'not read' }]);
      expect(places.some(place => place.broken !== undefined)).toBe(false);
    });

    it('reaches up to now where there are no other bars either', () => {
      expect(unread(at(0, 1), 1.5 * minute, [], 5.5 * minute).places.map(place => [place.time / minute, place.state])).toEqual([[0, 'whole'], [1, 'partial'], [2, 'gap'], [3, 'gap'], [4, 'gap']]);
      expect(unread(at(0, 1), 1.5 * minute, [], 1.9 * minute).places).toHaveLength(2);
      expect(unread([], minute, [], 5 * minute).places).toEqual([]);
    });

    it('leaves a hole before it as it was told', () => {
      const { places, bands } = unread(at(0, 1, 2, 3, 4), 3 * minute, [gap(minute, 2 * minute)]);
      expect(bands.map(band => [band.kind, band.first, band.last, band.note, band.missing?.count])).toEqual([['gap', 1, 1, undefined, 7], ['gap', 3, 4, 'not read', undefined]]);
      expect([places[1]?.note, places[2]?.broken?.count, places[3]?.note]).toEqual([undefined, 7, 'not read']);
    });

    it('draws all of it again when nothing was missed', () => {
      expect(plot(at(0, 1, 2)).places.map(place => [place.state, place.spot])).toEqual([['whole', 1], ['whole', 2], ['whole', 3]]);
      const [hidden, shown] = [unread(at(0, 1, 2), minute).places, plot(at(0, 1, 2)).places];
      expect([hidden[2]?.spot, shown[2]?.spot]).toEqual([null, 3]);
    });
  });

  it('shows what was filled as whole', () => expect(plot(at(0, 1), [gap(0, 2 * minute, { filledBy: 'rest' })]).bands).toEqual([]));

  it('begins its sums at the anchor, whatever is loaded before it', () => {
    const late = plot(at(2, 3, 4), [], 3 * minute).places.map(place => place.spot);
    const early = plot(at(0, 1, 2, 3, 4), [], 3 * minute).places.map(place => place.spot).slice(2);
    expect(late).toEqual([0, 1, 2]);
    expect(early).toEqual(late);
  });

  it('does not take what is not known for nothing', () => {
    const { places } = plot([bucket(0, 5), bucket(minute, null, null), bucket(2 * minute, 5)]);
    expect(places.map(place => place.spot)).toEqual([5, null, 10]);
  });
});

describe('buckets', () => {
  const bar = (some: Partial<BarView>): BarView => ({ market: null, openUnixMs: 0, open: 1, high: 2, low: 1, close: 2, buyNotional: 1, sellNotional: 1, buyCount: 1, sellCount: 1, buyLiquidation: 0, sellLiquidation: 0, ...some });
  const cvd = { symbol: 'BTC', timeframe: '1m', asOf: 1, openUnixMs: [0], spotDelta: [3], perpDelta: [null as unknown as number], close: [null], partialUnixMs: [0] };

  it('join prices and deltas, and keep apart what is 0 and what is not known', () =>
    expect(bucketsOf([bar({ buyNotional: 0 })], cvd)).toEqual([{ time: 0, open: 1, high: 2, low: 1, close: 2, buy: 0, sell: 1, spot: 3, perp: null, isPartial: true }]));

  it.each([{ low: 0 }, { low: null }, { high: Number.NaN }, { close: undefined as unknown as null }])('have no price at all where a part of it (%o) is none: no wick goes down to 0', some =>
    expect(bucketsOf([bar(some)], cvd)[0]).toMatchObject({ open: null, high: null, low: null, close: null }));

  it('of a later answer take the place of all in its range, those included that are no more', () =>
    expect(merge(at(0, 1, 2, 3), at(1, 3), minute, Number.POSITIVE_INFINITY).map(one => one.time / minute)).toEqual([0, 1, 3]));
});

describe('the points of a series', () => {
  it('before a hole are drawn in no colour: the library would join them to what comes after it', () => {
    const { places } = plot(at(0, 1, 3));
    const spot = places.map((place, index) => pointsOf(place, places[index + 1], false, colours).spot);
    expect(spot.map(point => ('value' in point ? (point.color ?? 'own') : 'hole'))).toEqual(['own', 'rgba(0, 0, 0, 0)', 'hole', 'own']);
  });

  it('in a hole are whitespace, all of them', () => {
    const [, place] = plot(at(0, 1, 2), [gap(minute, 2 * minute)]).places;
    expect(Object.values(pointsOf(place!, undefined, false, colours))).toEqual(Array(5).fill({ time: 60 }));
  });

  it('of the bar that forms are hollow', () => {
    const [place] = plot(at(0)).places;
    expect(pointsOf(place!, undefined, true, colours).candle).toMatchObject({ color: 'rgba(0, 0, 0, 0)', borderColor: '#000001' });
  });
});

describe('proof', () => {
  it('needs every market, all through', () => {
    expect(isProven([ledger([run(0, 5 * minute), run(5 * minute, 9 * minute)])], minute, 8 * minute)).toBe(true);
    expect(isProven([ledger([run(0, 5 * minute), run(6 * minute, 9 * minute)])], minute, 8 * minute)).toBe(false);
    expect(isProven([ledger([run(0, 9 * minute)]), ledger([])], minute, 8 * minute)).toBe(false);
    expect(isProven([], 0, 1)).toBe(false);
  });

  it('ends where doubt lies over it', () => expect(isProven([ledger([run(0, 9 * minute), run(2 * minute, 3 * minute, 'Partial')])], minute, 8 * minute)).toBe(false));

  it('shows holes over what is proven, filled ones apart', () => {
    const words = { run: () => 'run', gap: () => 'gap' };
    expect(stripOf(ledger([run(0, 9)], [gap(1, 2), gap(3, 4, { filledBy: 'rest' })]), words).map(one => one.kind)).toEqual(['complete', 'gap', 'filled']);
  });

  it('show what is not read as a hole without an end', () => {
    const words = { run: () => 'run', gap: () => 'gap' };
    expect(stripOf(ledger([run(0, 9)]), words, 9).map(one => [one.kind, one.from, one.to])).toEqual([['complete', 0, 9], ['gap', 9, Number.POSITIVE_INFINITY]]);
  });
});

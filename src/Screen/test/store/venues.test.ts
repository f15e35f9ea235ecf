import { describe, expect, it } from 'vitest';
import type { MarketView } from '../../src/source/moreViews';
import type { FeedView, Gap, LedgerView } from '../../src/source/views';
import { lastTrades, proofsOf, venuesOf } from '../../src/store/venues';
import { createVenueHistory, quantile } from '../../src/store/venueHistory';

const feed = (id: string, some: Partial<FeedView> = {}): FeedView =>
  ({ id, exchange: id.split('/')[0], state: 'connected', since: '2026-11-30T00:00:00Z', markets: 2, tradesPerSecond: 10, connects: 1, lagMs: null, rejected: {}, lastError: null, overdue: [], unconfirmed: [], ...some }) as FeedView;

describe('venues', () => {
  it('add up their connections, and stand by name with closed ones last', () => {
    const [first, second, third] = venuesOf([feed('OKX/10'), feed('FTX/0', { state: 'stopped' }), feed('OKX/2', { connects: 3, lagMs: 40, rejected: { size: 2, price: 1 } }), feed('BYBIT/0')], []);
    expect([first?.exchange, second?.exchange, third?.exchange]).toEqual(['BYBIT', 'OKX', 'FTX']);
    expect(second).toMatchObject({ up: 2, wanted: 2, markets: 4, tradesPerSecond: 20, reconnects: 2, lagMs: 40, refused: 3, state: 'live' });
    expect(second?.connections.map(one => one.id)).toEqual(['OKX/2', 'OKX/10']);
    expect(third).toMatchObject({ state: 'closed', up: 0, wanted: 0 });
  });

  it.each([[{ state: 'waiting' as const }], [{ overdue: ['X: not answered'] }]])('are late as soon as one connection is %o', some => expect(venuesOf([feed('OKX/0'), feed('OKX/1', some)], [])[0]?.state).toBe('late'));

  it('that tell no lag have none that is 0', () => expect(venuesOf([feed('OKX/0')], [])[0]?.lagMs).toBeNull());

  it('show the latest error of their connections, and their holes', () => {
    const gaps = [{ market: 'OKX:a', filledBy: null }, { market: 'OKX:b', filledBy: 'trades' }, { market: 'BYBIT:b', filledBy: null }] as Gap[];
    const [venue] = venuesOf([feed('OKX/0', { lastError: 'older' }), feed('OKX/1', { lastError: 'newer', since: '2026-11-30T01:00:00Z' })], gaps);
    expect(venue).toMatchObject({ lastError: 'newer', openGaps: 1, filledGaps: 1 });
  });

  it('have the latest trade of their markets', () => {
    const markets = [{ market: 'OKX:a', lastTradeAt: '2026-11-30T00:00:02Z' }, { market: 'OKX:b', lastTradeAt: '2026-11-30T00:00:01Z' }, { market: 'BYBIT:a', lastTradeAt: null }] as MarketView[];
    expect([...lastTrades(markets)]).toEqual([['OKX', Date.UTC(2026, 10, 30, 0, 0, 2)]]);
  });

  it('have the proof of all their markets', () => {
    const ledgers = [
      { market: 'OKX:a', completeMinutes: 60, partialMinutes: 1, unknownMinutes: 0, runs: [{ proof: 'Ids' }, { proof: 'Ids' }] },
      { market: 'OKX:b', completeMinutes: 10, partialMinutes: 0, unknownMinutes: 51, runs: [{ proof: 'Connection' }] },
    ] as unknown as LedgerView[];
    expect(proofsOf(ledgers).get('OKX')).toEqual({ complete: 70, partial: 1, unknown: 51, kinds: ['Connection', 'Ids'] });
  });
});

describe('what was seen of venues', () => {
  it('is a look every five seconds, for a quarter of an hour', () => {
    const history = createVenueHistory();
    for (let at = 0; at <= 20 * 60_000; at += 1_000) {
      history.take([feed('OKX/0', { lagMs: at }), feed('OKX/1')], at);
    }

    const samples = history.of('OKX');
    expect([samples.length, samples[0]?.at, samples.at(-1)]).toEqual([181, 5 * 60_000, { at: 20 * 60_000, tradesPerSecond: 20, lagMs: 20 * 60_000 }]);
    expect(history.of('BYBIT')).toEqual([]);
  });

  it('has quantiles of what is known only', () => {
    const values = [null, ...Array.from({ length: 100 }, (_, place) => place + 1)];
    expect([quantile(values, 0.5), quantile(values, 0.99), quantile([null], 0.5), quantile([7], 0.99)]).toEqual([50, 99, null, 7]);
  });
});

import { describe, expect, it } from 'vitest';
import type { MarketView, VenueView } from '../../src/source/moreViews';
import type { FeedView, Gap, LedgerView } from '../../src/source/views';
import { lastTrades, proofsOf, venuesOf } from '../../src/store/venues';

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

describe('the catalogue of venues', () => {
  const view = (venue: string, some: Partial<VenueView> = {}): VenueView => ({ venue, closed: null, isRead: false, connects: 0, lagMsP50: null, lagMsP99: null, tradesPerSecond: [], ...some });

  it('comes after those that are read, the closed ones last and with their date', () => {
    const venues = venuesOf([feed('OKX/0')], [], [view('OKX', { isRead: true, connects: 4 }), view('FTX', { closed: 'closed in November 2022' }), view('GATE')]);

    expect(venues.map(venue => [venue.exchange, venue.state, venue.lastError])).toEqual([['OKX', 'live', null], ['GATE', 'unread', null], ['FTX', 'closed', 'closed in November 2022']]);
    expect(venues.map(venue => venue.lately?.connects)).toEqual([4, 0, 0]);
  });
});

import { groupBy } from '../format/group';
import { isKnown, sumOf } from '../format/numbers';
import { unixMs } from '../format/time';
import type { MarketView, VenueView } from '../source/moreViews';
import type { FeedView, Gap, LedgerView } from '../source/views';

/** What the service thinks of a venue. */
export type VenueState = 'live' | 'late' | 'closed' | 'unread';

/** A venue over all its connections. */
export interface Venue {
  readonly exchange: string;
  readonly state: VenueState;
  readonly connections: readonly FeedView[];
  readonly up: number;
  readonly wanted: number;
  readonly markets: number;
  readonly tradesPerSecond: number;
  /** Greatest lag of its connections; null where none tells any. */
  readonly lagMs: number | null;
  /** Connections made after the first of each, since its owner began. */
  readonly reconnects: number;
  /** How it was lately; null until that is known. */
  readonly lately: VenueView | null;
  readonly refused: number;
  readonly overdue: readonly string[];
  readonly lastError: string | null;
  readonly openGaps: number;
  readonly filledGaps: number;
}

/** The venues of connections by name, and after them those that are not read, the closed ones last. */
export function venuesOf(feeds: readonly FeedView[], gaps: readonly Gap[], catalogue: readonly VenueView[] = []): readonly Venue[] {
  const gapsByVenue = groupBy(gaps, gap => exchangeOf(gap.market));
  const read = groupBy(feeds, feed => feed.exchange);
  const views = new Map(catalogue.map(view => [view.venue, view]));
  const rank = (venue: Venue): number => (venue.state === 'unread' ? 1 : venue.state === 'closed' ? 2 : 0);
  return [...new Set([...read.keys(), ...views.keys()])]
    .map(exchange => venueOf(exchange, read.get(exchange) ?? [], gapsByVenue.get(exchange) ?? [], views.get(exchange) ?? null))
    .sort((a, b) => rank(a) - rank(b) || a.exchange.localeCompare(b.exchange));
}

/** Venue of a market id. */
export function exchangeOf(market: string): string {
  return market.slice(0, market.indexOf(':'));
}

/** The service's verdict on connections of one venue: closed where none is wanted, late where one is not up or waits too long for a market. */
export function verdictOf(connections: readonly FeedView[]): 'live' | 'late' | 'closed' {
  return connections.every(feed => feed.state === 'stopped') ? 'closed' : connections.every(feed => feed.state === 'connected' && feed.overdue.length === 0) ? 'live' : 'late';
}

/** Greatest lag of connections; null where none tells any. */
export function lagOf(connections: readonly FeedView[]): number | null {
  const lags = connections.map(feed => feed.lagMs).filter(isKnown);
  return lags.length === 0 ? null : Math.max(...lags);
}

/** Exchange time of the latest trade of each venue. */
export function lastTrades(markets: readonly MarketView[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { market, lastTradeAt } of markets) {
    const at = unixMs(lastTradeAt);
    const exchange = exchangeOf(market);
    if (at !== null && at > (latest.get(exchange) ?? 0)) {
      latest.set(exchange, at);
    }
  }

  return latest;
}

/** Minutes of all markets of a venue, by what is known of them, and what that rests on. */
export interface VenueProof {
  readonly complete: number;
  readonly partial: number;
  readonly unknown: number;
  readonly kinds: readonly string[];
}

/** What is proven of each venue. */
export function proofsOf(ledgers: readonly LedgerView[]): ReadonlyMap<string, VenueProof> {
  return new Map(
    [...groupBy(ledgers, ledger => exchangeOf(ledger.market))].map(([exchange, all]) => [
      exchange,
      {
        complete: sumOf(all, one => one.completeMinutes),
        partial: sumOf(all, one => one.partialMinutes),
        unknown: sumOf(all, one => one.unknownMinutes),
        kinds: [...new Set(all.flatMap(one => one.runs.map(run => run.proof)))].sort(),
      },
    ]),
  );
}

function venueOf(exchange: string, connections: readonly FeedView[], gaps: readonly Gap[], lately: VenueView | null): Venue {
  const wanted = connections.filter(feed => feed.state !== 'stopped');
  const errors = connections.filter(feed => feed.lastError !== null).sort((a, b) => Date.parse(b.since) - Date.parse(a.since));
  const openGaps = gaps.filter(gap => gap.filledBy === null).length;
  return {
    exchange,
    state: connections.length === 0 && lately?.closed === null ? 'unread' : verdictOf(connections),
    connections: [...connections].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })),
    up: connections.filter(feed => feed.state === 'connected').length,
    wanted: wanted.length,
    markets: sumOf(connections, feed => feed.markets),
    tradesPerSecond: sumOf(connections, feed => feed.tradesPerSecond),
    lagMs: lagOf(connections),
    reconnects: sumOf(connections, feed => Math.max(0, feed.connects - 1)),
    refused: sumOf(connections, feed => Object.values(feed.rejected).reduce((all, one) => all + one, 0)),
    overdue: connections.flatMap(feed => feed.overdue),
    lastError: errors[0]?.lastError ?? lately?.closed ?? null,
    lately,
    openGaps,
    filledGaps: gaps.length - openGaps,
  };
}

import { computed, type ReadonlySignal } from '@preact/signals';
import { clock } from '../format/time';
import type { FeedView, LedgerView } from '../source/views';
import type { MarketClock } from '../store/marketClock';
import { exchangeOf } from '../store/venues';
import { texts } from '../texts';
import { floorTo } from './timeframes';

/** Markets that are not read, with the time of the latest trade before, milliseconds since 1970 UTC: nobody knows yet what is missing since. */
export type Unread = ReadonlyMap<string, number>;

// A hole is told two seconds of the market after the trade behind it.
const settledMs = 4_000;

// Connections are looked at less often than ledgers: what one of them has lost is remembered until it is told, and not for ever.
const heldMs = 15_000;

/** Those of a coin's markets that are not read, until it is told what is missing, or proven that nothing is. */
export function unreadOf(ledgers: ReadonlySignal<readonly LedgerView[]>, feeds: ReadonlySignal<readonly FeedView[] | undefined>, now: () => number = Date.now): ReadonlySignal<Unread> {
  let before: Unread = new Map();
  const heardAt = new Map<string, number>();
  return computed(() => {
    const lost = lostOf(feeds.value ?? []);
    const found = new Map<string, number>();
    for (const ledger of ledgers.value) {
      const { market } = ledger;
      if (lost.has(market)) {
        heardAt.set(market, now());
      }

      const since = lost.get(market) ?? (now() - (heardAt.get(market) ?? 0) < heldMs ? before.get(market) : undefined);
      if (since !== undefined && !isTold(ledger, since)) {
        found.set(market, since);
      }
    }

    // The same where nothing has changed: nothing is drawn anew.
    return (before = found.size === before.size && [...found].every(([market, since]) => before.get(market) === since) ? before : found);
  });
}

/** How far it reaches by now, milliseconds of market time since 1970 UTC; 0 where all is read. The service's own time may wait for what is not read: it is taken to go on at its speed. */
export function unreadTo(unread: ReadonlySignal<Unread>, market: MarketClock, speed: () => number, now: () => number = Date.now): ReadonlySignal<number> {
  let [fromMs, at] = [0, 0];
  return computed(() => {
    if (unread.value.size === 0) {
      return (fromMs = 0);
    }

    // The clock's turn is ours.
    void market.second.value;
    if (fromMs === 0) {
      [fromMs, at] = [Math.max(market.now() ?? 0, ...unread.value.values()), now()];
    }

    return fromMs + (now() - at) * speed();
  });
}

/** What is not read in words; undefined where everything is. */
export function unreadNote(unread: Unread, zone: string): string | undefined {
  const venues = new Map<string, number>();
  for (const [market, since] of unread) {
    const venue = exchangeOf(market);
    venues.set(venue, Math.min(since, venues.get(venue) ?? since));
  }

  return venues.size === 0 ? undefined : texts.chart.unread([...venues].map(([venue, since]) => `${venue} ${texts.strip.since(clock(since, zone))}`).join(', '));
}

// Of several connections to the same markets one that is up is enough.
function lostOf(feeds: readonly FeedView[]): Map<string, number> {
  const lost = new Map<string, number>();
  for (const feed of feeds) {
    const copies = feeds.filter(other => originalOf(other) === originalOf(feed));
    for (const [market, since] of Object.entries(feed.unread)) {
      if (feed.state !== 'stopped' && copies.every(other => other.state !== 'connected' || market in other.unread)) {
        lost.set(market, Math.max(since, lost.get(market) ?? 0));
      }
    }
  }

  return lost;
}

function originalOf({ id }: FeedView): string | undefined {
  return id.split('+')[0];
}

function isTold({ runs, gaps }: LedgerView, since: number): boolean {
  const reached = Math.max(...runs.map(run => run.toUnixMs));
  const isOpen = runs.some(run => run.state === 'Partial' && run.toUnixMs > since && run.toUnixMs > reached - settledMs);
  // A second that is closed reaches beyond its latest trade.
  return gaps.some(gap => gap.afterUnixMs > since) || (!isOpen && reached > floorTo(since, 1_000) + 1_000);
}

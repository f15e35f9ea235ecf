import { groupBy } from '../format/group';
import { isKnown, sumOf } from '../format/numbers';
import type { FeedView } from '../source/views';

/** A look at a venue. */
export interface Sample {
  /** Browser's monotonic time, milliseconds. */
  readonly at: number;
  readonly tradesPerSecond: number;
  readonly lagMs: number | null;
}

/** What this page has seen of the venues lately: the service tells figures of the moment only. */
export interface VenueHistory {
  take(feeds: readonly FeedView[], at: number): void;
  of(exchange: string): readonly Sample[];
}

const keptMs = 15 * 60_000;
const apartMs = 5_000;

/** A history that has seen nothing yet. Keeps a quarter of an hour, a sample every five seconds. */
export function createVenueHistory(): VenueHistory {
  const samples = new Map<string, Sample[]>();
  return {
    take(feeds, at) {
      for (const [exchange, connections] of groupBy(feeds, feed => feed.exchange)) {
        const kept = samples.get(exchange) ?? [];
        const last = kept.at(-1);
        if (last !== undefined && at - last.at < apartMs) {
          continue;
        }

        const lags = connections.map(feed => feed.lagMs).filter(isKnown);
        kept.push({ at, tradesPerSecond: sumOf(connections, feed => feed.tradesPerSecond), lagMs: lags.length === 0 ? null : Math.max(...lags) });
        while (kept[0] !== undefined && at - kept[0].at > keptMs) {
          kept.shift();
        }

        samples.set(exchange, kept);
      }
    },
    of: exchange => samples.get(exchange) ?? [],
  };
}

/** The value below which so large a share of the values lies; null without any. */
export function quantile(values: readonly (number | null)[], at: number): number | null {
  const known = values.filter(isKnown).sort((a, b) => a - b);
  return known.length === 0 ? null : (known[Math.min(known.length - 1, Math.ceil(at * known.length) - 1)] ?? null);
}

import { isKnown } from '../../format/numbers';
import type { MarketKind } from '../../source/source';
import type { BarView } from '../../source/views';
import { exchangeOf } from '../../store/venues';

/** Turnover of one venue by the start of the bucket, USD. */
export interface VenueVolume {
  readonly name: string;
  readonly of: ReadonlyMap<number, number>;
}

/** Venues that are shown by name; the others are one. */
export const mostVenues = 5;

/** Turnover by venue, the largest first, what is left of them last. A bar whose turnover is not known counts for nothing. */
export function venueVolumes(bars: readonly BarView[], markets: readonly MarketKind[], kind: 'both' | 'spot' | 'perp', others: string): readonly VenueVolume[] {
  const kinds = new Map(markets.map(market => [market.market, market.kind.toLowerCase()]));
  const venues = new Map<string, { total: number; of: Map<number, number> }>();
  for (const { market, openUnixMs, buyNotional, sellNotional } of bars) {
    if (market === null || (kind !== 'both' && kinds.get(market) !== kind) || !isKnown(buyNotional) || !isKnown(sellNotional)) {
      continue;
    }

    const name = exchangeOf(market);
    const venue = venues.get(name) ?? { total: 0, of: new Map<number, number>() };
    venue.total += buyNotional + sellNotional;
    venue.of.set(openUnixMs, (venue.of.get(openUnixMs) ?? 0) + buyNotional + sellNotional);
    venues.set(name, venue);
  }

  const sorted = [...venues].sort(([, a], [, b]) => b.total - a.total).map(([name, { of }]) => ({ name, of }));
  const rest = sorted.slice(mostVenues);
  return rest.length === 0 ? sorted : [...sorted.slice(0, mostVenues), { name: others, of: sumOf(rest) }];
}

/** The heights of the stack at a time, from the lowest to the highest; null where nothing is known. */
export function stackAt(venues: readonly VenueVolume[], time: number): readonly (number | null)[] {
  let height = 0;
  return venues.map(({ of }) => {
    const value = of.get(time);
    height += value ?? 0;
    return value === undefined ? null : height;
  });
}

function sumOf(venues: readonly VenueVolume[]): Map<number, number> {
  const sum = new Map<number, number>();
  for (const { of } of venues) {
    of.forEach((value, time) => sum.set(time, (sum.get(time) ?? 0) + value));
  }

  return sum;
}

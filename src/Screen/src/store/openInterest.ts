import { isKnown } from '../format/numbers';
import type { OpenInterestHistory, OpenInterestVenue } from '../source/views';

/** Name of the sum over all venues. */
export const total = 'TOTAL_AGG';

/** What the chosen venues have together. */
export interface OpenInterestSum {
  readonly usd: number | null;
  readonly coins: number | null;
  /** Venues that went in, and that were chosen. */
  readonly count: number;
  readonly chosen: number;
}

/** The sum over chosen venues. One that is chosen and not known makes the sum unknown: what is left out must not look like a fall. */
export function sumOf(venues: readonly OpenInterestVenue[], isChosen: (exchange: string) => boolean): OpenInterestSum {
  const chosen = venues.filter(venue => isChosen(venue.exchange));
  const standing = chosen.filter(venue => venue.stands);
  const add = (of: (venue: OpenInterestVenue) => number | null): number | null =>
    chosen.length > 0 && standing.length === chosen.length && chosen.every(venue => isKnown(of(venue))) ? chosen.reduce((sum, venue) => sum + (of(venue) ?? 0), 0) : null;
  return { usd: add(venue => venue.openInterestUsd), coins: add(venue => venue.openInterestCoin), count: standing.length, chosen: chosen.length };
}

const hourMs = 3_600_000;

/** Change over the last hour, percent: against the latest value that is at least an hour older than the last one, and at most two; null without. */
export function hourChange({ unixMs, openInterestUsd }: OpenInterestHistory): number | null {
  const at = unixMs.at(-1);
  const last = openInterestUsd.at(-1);
  const before = at === undefined ? -1 : unixMs.findLastIndex(time => time <= at - hourMs);
  const was = openInterestUsd[before];
  const age = (at ?? 0) - (unixMs[before] ?? 0);
  return isKnown(last) && isKnown(was) && was > 0 && age <= 2 * hourMs ? (last / was - 1) * 100 : null;
}

/** An hour of open interest. */
export interface Candle {
  readonly fromUnixMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Hours of a history, oldest first; an hour without a value has no candle. */
export function candlesOf({ unixMs, openInterestUsd }: OpenInterestHistory): readonly Candle[] {
  const candles = new Map<number, Candle>();
  unixMs.forEach((at, place) => {
    const value = openInterestUsd[place];
    if (!isKnown(value)) {
      return;
    }

    const from = Math.floor(at / hourMs) * hourMs;
    const known = candles.get(from);
    candles.set(from, known ? { ...known, high: Math.max(known.high, value), low: Math.min(known.low, value), close: value } : { fromUnixMs: from, open: value, high: value, low: value, close: value });
  });
  return [...candles.values()];
}

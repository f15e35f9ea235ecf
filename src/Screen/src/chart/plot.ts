import type { Gap } from '../source/views';
import type { FlowSum } from './base';
import type { Bucket } from './buckets';
import { floorTo } from './timeframes';
import type { Unread } from './unread';

/** What stands at one place of the time axis. */
export interface Place {
  /** Start, milliseconds since 1970 UTC. Places inside a cut are spread over it. */
  readonly time: number;
  /** Null where there is no bucket, or where what is known of it would mislead. */
  readonly bucket: Bucket | null;
  /** Running sums from the anchor; null where they are not drawn. */
  readonly spot: number | null;
  readonly perp: number | null;
  readonly state: PlaceState;
  /** What is missing right before it: the sums go on from where they stopped, without it. */
  readonly broken?: Missing;
  /** Who is not read in it. */
  readonly note?: string;
}

/** Trades that are missing. */
export interface Missing {
  /** Null where nothing tells how many. */
  readonly count: number | null;
  /** Whether the number is made of how many there were around it. */
  readonly isEstimate: boolean;
}

/**
 * `whole`: as it was; `quiet`: nobody traded; `partial`: something of it is missing; `gap`: all of it lies in a hole that nothing has filled;
 * `unknown`: nobody knows whether anything happened.
 */
export type PlaceState = 'whole' | 'quiet' | 'partial' | 'gap' | 'unknown';

/** A stretch of the time axis that is not whole. */
export interface Band {
  readonly kind: 'gap' | 'partial' | 'unknown';
  readonly from: number;
  readonly to: number;
  /** Places of its first and last bucket. */
  readonly first: number;
  readonly last: number;
  /** What is missing in holes; null where there is no hole in it. */
  readonly missing: Missing | null;
  /** More time passed here than is drawn. */
  readonly isCut: boolean;
  /** Who is not read in it: how much is missing is not known yet. */
  readonly note?: string;
}

/** What a chart draws. */
export interface Plot {
  readonly places: readonly Place[];
  readonly bands: readonly Band[];
}

/** Buckets that a missing stretch gets at most; a longer one is cut. */
export const mostMissing = 120;

interface PlotOptions {
  readonly buckets: readonly Bucket[];
  readonly lengthMs: number;
  /** Gaps of all the symbol's markets. */
  readonly gaps: readonly Gap[];
  /** Those of the markets that are not read: each is a gap without an end. */
  readonly unread?: Unread;
  /** The same in words. */
  readonly note?: string | undefined;
  /** How far it reaches at least, milliseconds since 1970 UTC: bars of the others may not be there yet, or wait for it. */
  readonly unreadToMs?: number;
  /** Whether a stretch without buckets is proven to have had no trades. */
  isProven(fromMs: number, toMs: number): boolean;
  /** Trades a millisecond that a market has; null where that is not known. */
  rateOf(market: string): number | null;
  /** Start of the sums. */
  readonly anchorMs: number;
  /** Sums from the anchor to the first bucket, where the anchor lies before it; null while they are not known: then there are no sums. */
  readonly base: FlowSum | null;
}

/** Lays buckets out on the time axis, holes included, and sums their deltas. */
export function plotOf(options: PlotOptions): Plot {
  const { buckets, lengthMs, unread = new Map<string, number>(), unreadToMs = 0 } = options;
  const endMs = (buckets.at(-1)?.time ?? unreadToMs) + lengthMs;
  const untilMs = Math.max(endMs, floorTo(unreadToMs, lengthMs));
  const lost = [...unread].map(([market, since]): Gap => ({ market, beforeId: 0, beforeUnixMs: since, afterId: 0, afterUnixMs: untilMs, missing: null, reason: '', filledBy: null }));
  const told = options.gaps.filter(gap => gap.filledBy === null);
  const open = [...told, ...lost];
  const places: Place[] = [];
  let last: Bucket | null = null;
  for (const bucket of buckets) {
    if (last !== null && bucket.time - last.time > lengthMs) {
      fill(places, last.time + lengthMs, bucket.time, open, options);
    }

    places.push({ time: bucket.time, bucket, spot: null, perp: null, state: stateOf(bucket, lengthMs, open) });
    last = bucket;
  }

  if (untilMs > endMs) {
    fill(places, endMs, untilMs, open, options);
  }

  const bands = bandsOf(places, told, lost, options);
  const noted = bands.filter(band => band.note !== undefined);
  const broken = new Map(bands.flatMap(band => (band.missing === null ? [] : [[band.last + 1, band.missing] as const])));
  return {
    places: summed(places, options).map((place, at) => {
      const [missing, note] = [broken.get(at), noted.find(band => at >= band.first && at <= band.last)?.note];
      return missing || note ? { ...place, ...(missing && { broken: missing }), ...(note && { note }) } : place;
    }),
    bands,
  };
}

function stateOf(bucket: Bucket, lengthMs: number, open: readonly Gap[]): PlaceState {
  const end = bucket.time + lengthMs;
  const touching = open.filter(gap => gap.beforeUnixMs < end && gap.afterUnixMs > bucket.time);
  return touching.some(gap => gap.beforeUnixMs <= bucket.time && gap.afterUnixMs >= end) ? 'gap' : bucket.isPartial || touching.length > 0 ? 'partial' : 'whole';
}

function fill(places: Place[], from: number, to: number, open: readonly Gap[], { lengthMs, isProven }: PlotOptions): void {
  const isGap = open.some(gap => gap.beforeUnixMs < to && gap.afterUnixMs > from);
  const state: PlaceState = isGap ? 'gap' : isProven(from, to) ? 'quiet' : 'unknown';
  const missing = Math.round((to - from) / lengthMs);
  const drawn = Math.min(missing, mostMissing);
  for (let place = 0; place < drawn; place++) {
    const time = missing === drawn ? from + place * lengthMs : from + Math.floor((place * missing) / drawn) * lengthMs;
    places.push({ time, bucket: null, spot: null, perp: null, state });
  }
}

// A place whose flow is not known leaves the sum as it was: the line goes on after the hole from where it stopped.
function summed(places: readonly Place[], { anchorMs, base }: PlotOptions): readonly Place[] {
  if (base === null) {
    return places;
  }

  let [spot, perp] = [base.spot, base.perp];
  let [spotAtAnchor, perpAtAnchor] = [0, 0];
  const sums = places.map(place => {
    if (place.time <= anchorMs) {
      [spotAtAnchor, perpAtAnchor] = [spot, perp];
    }

    const counts = place.state === 'whole' || place.state === 'partial';
    spot += counts ? (place.bucket?.spot ?? 0) : 0;
    perp += counts ? (place.bucket?.perp ?? 0) : 0;
    return { spot, perp, isShown: counts ? place.bucket?.spot !== null || place.bucket.perp !== null : place.state === 'quiet' };
  });
  return places.map((place, at) => {
    const sum = sums[at] as { spot: number; perp: number; isShown: boolean };
    return sum.isShown ? { ...place, spot: sum.spot - spotAtAnchor, perp: sum.perp - perpAtAnchor } : place;
  });
}

function bandsOf(places: readonly Place[], told: readonly Gap[], lost: readonly Gap[], { lengthMs, rateOf, note }: PlotOptions): Band[] {
  const bands: Band[] = [];
  for (let at = 0; at < places.length; at++) {
    const kind = (places[at] as Place).state;
    if (kind !== 'gap' && kind !== 'partial' && kind !== 'unknown') {
      continue;
    }

    const first = at;
    while (places[at + 1]?.state === kind) {
      at++;
    }

    const from = (places[first] as Place).time;
    const to = places[at + 1]?.time ?? (places[at] as Place).time + lengthMs;
    const touches = (gap: Gap): boolean => gap.beforeUnixMs < to && gap.afterUnixMs > from;
    const holes = told.filter(touches);
    bands.push({
      kind, from, to, first, last: at, missing: holes.length === 0 ? null : missingOf(holes, rateOf), isCut: (to - from) / lengthMs > at - first + 1.5, ...(note !== undefined && lost.some(touches) && { note }),
    });
  }

  return bands;
}

function missingOf(holes: readonly Gap[], rateOf: (market: string) => number | null): Missing {
  const counts = holes.map(gap => {
    const rate = gap.missing === null ? rateOf(gap.market) : null;
    return gap.missing ?? (rate === null ? null : Math.round(rate * (gap.afterUnixMs - gap.beforeUnixMs)));
  });
  return { count: counts.every(count => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null, isEstimate: holes.some(gap => gap.missing === null) };
}

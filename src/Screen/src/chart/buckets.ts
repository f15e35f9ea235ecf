import { isKnown } from '../format/numbers';
import type { BarView, CvdView } from '../source/views';

/** What a chart knows of one bucket of time. Prices and deltas are null where they are not known. */
export interface Bucket {
  /** Start, milliseconds since 1970 UTC. */
  readonly time: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  /** USD; null where it is not known, as prices are. */
  readonly buy: number | null;
  readonly sell: number | null;
  /** Buys minus sells, USD; null when nothing is known. */
  readonly spot: number | null;
  readonly perp: number | null;
  /** Something of it is known to be missing. */
  readonly isPartial: boolean;
}

/** Buckets of two answers about the same time. What is no number stays unknown. */
export function bucketsOf(bars: readonly BarView[], cvd: CvdView): Bucket[] {
  const all = new Map<number, Bucket>();
  for (const bar of bars) {
    const hasPrice = isKnown(bar.open) && isKnown(bar.high) && isKnown(bar.low) && isKnown(bar.close) && bar.low > 0;
    all.set(bar.openUnixMs, {
      time: bar.openUnixMs,
      open: hasPrice ? bar.open : null,
      high: hasPrice ? bar.high : null,
      low: hasPrice ? bar.low : null,
      close: hasPrice ? bar.close : null,
      buy: orNull(bar.buyNotional),
      sell: orNull(bar.sellNotional),
      spot: null,
      perp: null,
      isPartial: bar.partial === true,
    });
  }

  const partial = new Set(cvd.partialUnixMs);
  cvd.openUnixMs.forEach((time, at) => {
    const known = all.get(time) ?? { time, open: null, high: null, low: null, close: null, buy: null, sell: null, isPartial: false };
    all.set(time, { ...known, spot: orNull(cvd.spotDelta[at]), perp: orNull(cvd.perpDelta[at]), isPartial: known.isPartial || partial.has(time) });
  });
  return [...all.values()].sort((a, b) => a.time - b.time);
}

/** Older buckets with newer ones in their place; both in time order. The answer covers all of its own range: what it lacks there is not there. */
export function merge(older: readonly Bucket[], newer: readonly Bucket[], fromMs: number, toMs: number): Bucket[] {
  return [...older.filter(bucket => bucket.time < fromMs), ...newer, ...older.filter(bucket => bucket.time >= toMs)];
}

function orNull(value: number | null | undefined): number | null {
  return isKnown(value) ? value : null;
}

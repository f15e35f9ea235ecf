import { floorTo } from '../../chart/timeframes';
import type { BarView, CvdView } from '../../source/views';
import type { ChartColumns, ReportLedger } from './file';

/** Bars of one length, and the flow in them. */
export interface Flow {
  readonly bars: readonly BarView[];
  /** Turnover of each market by itself, spot first. */
  readonly byMarket: readonly (readonly BarView[])[];
  readonly cvd: Pick<CvdView, 'openUnixMs' | 'spotDelta' | 'perpDelta' | 'close' | 'partialUnixMs'>;
}

interface Bucket {
  readonly time: number;
  readonly open: number | null;
  high: number | null;
  low: number | null;
  close: number | null;
  buy: number;
  sell: number;
  spot: number | null;
  perp: number | null;
  /** Buys and sells of spot, buys and sells of the perpetual. */
  readonly sides: (number | null)[];
}

/** The bars of a report, folded to a length that is a multiple of their own. What is not known of one is not known of the sum. */
export function foldTo(columns: ChartColumns, ledgers: readonly ReportLedger[], lengthMs: number): Flow {
  const buckets: Bucket[] = [];
  columns.t.forEach((seconds, at) => {
    const time = floorTo(seconds * 1_000, lengthMs);
    const of = (column: readonly (number | null)[]): number | null => column[at] ?? null;
    const [spotBuy, spotSell, perpBuy, perpSell] = [of(columns.spot_buy), of(columns.spot_sell), of(columns.perp_buy), of(columns.perp_sell)];
    const next: Bucket = {
      time, open: of(columns.open), high: of(columns.high), low: of(columns.low), close: of(columns.close),
      buy: (spotBuy ?? 0) + (perpBuy ?? 0), sell: (spotSell ?? 0) + (perpSell ?? 0), spot: less(spotBuy, spotSell), perp: less(perpBuy, perpSell), sides: [spotBuy, spotSell, perpBuy, perpSell],
    };
    const last = buckets.at(-1);
    if (last?.time !== time) {
      buckets.push(next);
      return;
    }

    last.high = best(Math.max, last.high, next.high);
    last.low = best(Math.min, last.low, next.low);
    last.close = next.close;
    last.buy += next.buy;
    last.sell += next.sell;
    next.sides.forEach((side, which) => (last.sides[which] = best((a, b) => a + b, last.sides[which] ?? null, side)));
    last.spot = less(last.spot, next.spot === null ? null : -next.spot);
    last.perp = less(last.perp, next.perp === null ? null : -next.perp);
  });
  const partial = partialTimes(buckets, ledgers, lengthMs);
  return {
    bars: buckets.map(bucket => barOf(bucket, null, bucket.buy, bucket.sell, partial)),
    byMarket: [0, 2].map((buys, which) => buckets.map(bucket => barOf(bucket, ledgers[which]?.market ?? null, bucket.sides[buys] ?? Number.NaN, bucket.sides[buys + 1] ?? Number.NaN, partial))),
    cvd: {
      openUnixMs: buckets.map(bucket => bucket.time),
      spotDelta: buckets.map(bucket => bucket.spot ?? Number.NaN),
      perpDelta: buckets.map(bucket => bucket.perp ?? Number.NaN),
      close: buckets.map(bucket => bucket.close),
      partialUnixMs: [...partial],
    },
  };
}

function barOf({ time, open, high, low, close }: Bucket, market: string | null, buy: number, sell: number, partial: ReadonlySet<number>): BarView {
  return {
    market, openUnixMs: time, open, high, low, close, buyNotional: buy, sellNotional: sell,
    buyCount: Number.NaN, sellCount: Number.NaN, buyLiquidation: Number.NaN, sellLiquidation: Number.NaN, partial: partial.has(time),
  };
}

// A bar is partial where a file lacks some of its rows, or, folded, some of its bars.
function partialTimes(buckets: readonly Bucket[], ledgers: readonly ReportLedger[], lengthMs: number): Set<number> {
  const stretches = ledgers
    .flatMap(ledger => [...ledger.runs.filter(run => !run.is_whole), ...ledger.gaps])
    .map(({ from, to }) => ({ from: from * 1_000, to: to * 1_000 }))
    .sort((a, b) => a.from - b.from);
  const times = new Set<number>();
  let at = 0;
  for (const { from, to } of stretches) {
    // Stretches of two files may lie over each other: the search goes back to the first bar that this one can touch.
    while (at > 0 && (buckets[at - 1] as Bucket).time + lengthMs > from) {
      at--;
    }

    for (; at < buckets.length && (buckets[at] as Bucket).time < to; at++) {
      const { time } = buckets[at] as Bucket;
      if (time + lengthMs > from) {
        times.add(time);
      }
    }
  }

  return times;
}

function less(from: number | null, what: number | null): number | null {
  return from === null || what === null ? null : from - what;
}

function best(of: (a: number, b: number) => number, one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : of(one, other);
}

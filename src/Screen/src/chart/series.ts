import type { CandlestickData, HistogramData, LineData, UTCTimestamp, WhitespaceData } from 'lightweight-charts';
import { faint, type Colours } from './colours';
import type { Place } from './plot';

/** One point of each series of a chart. */
export interface Points {
  readonly candle: CandlestickData | WhitespaceData;
  readonly volume: HistogramData | WhitespaceData;
  readonly buys: HistogramData | WhitespaceData;
  readonly spot: LineData | WhitespaceData;
  readonly perp: LineData | WhitespaceData;
}

/** One reading of open interest, at a place of the plot. */
export interface InterestPoint {
  readonly time: number;
  readonly usd: number | null;
}

const interestBreakMs = 40 * 60_000;
const none = 'rgba(0, 0, 0, 0)';

/** The library counts seconds. */
export function timeOf(unixMs: number): UTCTimestamp {
  return (unixMs / 1_000) as UTCTimestamp;
}

/** The points of a place. What is not known is whitespace: never a 0, never a line. */
export function pointsOf(place: Place, next: Place | undefined, isForming: boolean, colours: Colours): Points {
  const time = timeOf(place.time);
  const hole: WhitespaceData = { time };
  const bucket = place.state === 'gap' ? null : place.bucket;
  const turnover = turnoverOf(bucket);
  // The library joins a line across whitespace: the last point before it is drawn in no colour, which takes the joint away.
  const breaks = next !== undefined && next.spot === null;
  const line = (value: number | null): LineData | WhitespaceData => (value === null ? hole : breaks ? { time, value, color: none } : { time, value });
  return {
    candle: candleOf(bucket, time, isForming, colours) ?? hole,
    volume: bucket === null || turnover === null ? hole : { time, value: turnover, color: faint(colours.down, 0.26) },
    buys: bucket === null || bucket.buy === null ? hole : { time, value: bucket.buy, color: faint(colours.up, 0.4) },
    spot: line(place.spot),
    perp: line(place.perp),
  };
}

/** Buys and sells of a bucket together; null where either is not known. */
export function turnoverOf(bucket: Place['bucket']): number | null {
  return bucket === null || bucket.buy === null || bucket.sell === null ? null : bucket.buy + bucket.sell;
}

function candleOf(bucket: Place['bucket'], time: UTCTimestamp, isForming: boolean, colours: Colours): CandlestickData | null {
  if (bucket === null || bucket.open === null || bucket.high === null || bucket.low === null || bucket.close === null) {
    return null;
  }

  const { open, high, low, close } = bucket;
  if (!isForming) {
    return { time, open, high, low, close };
  }

  const edge = close >= open ? colours.up : colours.down;
  return { time, open, high, low, close, color: none, borderColor: edge, wickColor: edge };
}

/** Open interest as a line, and its changes as bars. What is too far apart is not joined. */
export function interestPoints(readings: readonly InterestPoint[], colours: Colours): { readonly line: (LineData | WhitespaceData)[]; readonly changes: HistogramData[] } {
  const line = readings.map(({ time: at, usd }, place) => {
    const next = readings[place + 1];
    const isBroken = next !== undefined && (next.usd === null || next.time - at > interestBreakMs);
    const time = timeOf(at);
    return usd === null ? { time } : isBroken ? { time, value: usd, color: none } : { time, value: usd };
  });
  const changes = readings.flatMap(({ time, usd }, place) => {
    const before = readings[place - 1]?.usd;
    const change = usd === null || before === null || before === undefined ? null : usd - before;
    return change === null ? [] : [{ time: timeOf(time), value: change, color: faint(change >= 0 ? colours.up : colours.down, 0.55) }];
  });
  return { line, changes };
}

import { lengthOf, timeframes } from '../../chart/timeframes';
import type { Answer } from '../../source/http';
import { problem } from '../../source/problem';
import type { BarRange, Source } from '../../source/source';
import type { BarView } from '../../source/views';
import { reportTexts } from '../../texts/report';
import { explanationsOf } from './explanations';
import type { ReportFile } from './file';
import { foldTo, type Flow } from './fold';
import { ledgersOf } from './ledgers';
import { ordersOf, positionsOf, signalsOf } from './trades';

/** A report that was written: nothing of it changes, and all of it is there at once. */
export function createFileSource(file: ReportFile): Source {
  const symbol = file.result.market;
  const base = file.chart.timeframe;
  const folded = new Map<string, Flow>();
  const ledgers = ledgersOf(file);
  const explain = explanationsOf(file);
  const flow = (timeframe = base): Flow => {
    const lengthMs = lengthOf(timeframe);
    if (lengthMs % lengthOf(base) !== 0) {
      throw problem(400, reportTexts.noTimeframe(timeframe), reportTexts.timeframes(base));
    }

    const known = folded.get(timeframe) ?? foldTo(file.chart, file.ledgers, lengthMs);
    folded.set(timeframe, known);
    return known;
  };

  return {
    isLive: false,
    timeframes: [base, ...[...timeframes, '4h', '1d'].filter(one => lengthOf(one) > lengthOf(base) && lengthOf(one) % lengthOf(base) === 0)],
    evaluatedMs: lengthOf(file.result.timeframe),
    // Nothing of it moves, and whoever wrote it saw to it that it is not too much.
    points: { first: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY },
    complete: reportTexts.complete,
    bars: (_, range) => answer(() => ({ symbol, timeframe: range.timeframe ?? base, asOf: 0, bars: barsOf(flow(range.timeframe), range).filter(bar => isIn(bar.openUnixMs, range)) })),
    cvd: (_, range) => answer(() => {
      const { openUnixMs, spotDelta, perpDelta, close, partialUnixMs } = flow(range.timeframe).cvd;
      const pick = <T>(column: readonly T[]): T[] => column.filter((_one, at) => isIn(openUnixMs[at] as number, range));
      return { symbol, timeframe: range.timeframe ?? base, asOf: 0, openUnixMs: pick(openUnixMs), spotDelta: pick(spotDelta), perpDelta: pick(perpDelta), close: pick(close), partialUnixMs: partialUnixMs.filter(time => isIn(time, range)) };
    }),
    markets: () => answer(() => file.ledgers.map(({ role, market }) => ({ market, kind: role.endsWith('spot') ? 'SPOT' : 'PERP' }))),
    openInterest: () => answer(() => {
      if (file.open_interest === null) {
        throw problem(404, reportTexts.noInterest, reportTexts.noInterest);
      }

      const { t, usd } = file.open_interest;
      return { symbol, name: '', unixMs: t.map(seconds => seconds * 1_000), openInterestUsd: usd, openInterestCoin: t.map(() => null) };
    }),
    signals: () => answer(() => signalsOf(file)),
    orders: () => answer(() => ordersOf(file)),
    positions: () => answer(() => positionsOf(file)),
    ledger: () => answer(() => ledgers),
    explain: (_, at) => answer(() => explain(at)),
    subscribe: () => () => {},
  };
}

function barsOf({ bars, byMarket }: Flow, { by }: BarRange): readonly BarView[] {
  return by === 'market' ? byMarket.flat() : bars;
}

function isIn(time: number, { from, to }: BarRange): boolean {
  return time >= (from ?? time) && time < (to ?? Number.POSITIVE_INFINITY);
}

// What is thrown refuses the promise, as a service's answer does.
async function answer<T>(make: () => T): Promise<Answer<T>> {
  return { value: make(), asOf: 0 };
}

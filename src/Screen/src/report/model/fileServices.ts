import { signal } from '@preact/signals';
import { decimalsOf } from '../../format/price';
import { problem } from '../../source/problem';
import { createKeyRing } from '../../source/key';
import type { Http } from '../../source/http';
import type { FeedView, StatusView, SymbolFigures, SymbolView } from '../../source/views';
import { createEventLog } from '../../store/eventLog';
import type { Join } from '../../store/join';
import type { Rows } from '../../store/rows';
import type { Services } from '../../store/services';
import { reportTexts } from '../../texts/report';
import { explanationsOf } from './explanations';
import type { ReportFile } from './file';
import { createFileSource } from './fileSource';
import { completeShare, ledgersOf } from './ledgers';
import { positionsOf, signalsOf } from './trades';

/** What the screen's components ask for, answered by a report. */
export function createFileServices(file: ReportFile): Services {
  const { result, chart } = file;
  const source = createFileSource(file);
  const last = file.explanations.bars.length === 0 ? null : explanationsOf(file)(null);
  const lastMs = (chart.t.at(-1) ?? 0) * 1_000;
  const gaps = ledgersOf(file).flatMap(ledger => ledger.gaps);
  const symbol: SymbolView = {
    symbol: result.market, spotMarkets: 1, perpMarkets: 1, price: chart.close.at(-1) ?? null, marketTime: null, spotCvd: Number.NaN, perpCvd: Number.NaN, windowSpotCvd: Number.NaN, windowPerpCvd: Number.NaN,
    bars: result.bars, decision: last?.decision ?? null, score: last?.score ?? Number.NaN, firstFailure: last?.firstFailure ?? null, evaluatedAt: last && new Date(last.barCloseUnixMs).toISOString(), pendingSignals: 0, trades: Number.NaN, waitingBar: null, lastTradeAt: null, historyProblem: null, holdReason: null,
  };
  const figures: SymbolFigures = {
    symbol: result.market, changePercent1h: null, collectsOpenInterest: true, openInterestChangePercent24h: null, completeShare: completeShare(file), openGaps: gaps.length, bars: result.bars,
    fromUnixMs: (chart.t[0] ?? 0) * 1_000, divergence: [],
  };
  return {
    http: nowhere,
    source,
    keys: createKeyRing(),
    stream: { link: signal({ isOpen: false, retryAt: null }), isHeld: signal(false), hold: () => {}, want: () => () => {}, on: () => () => {}, retry: () => {} },
    freshness: signal({ level: 'live', seconds: 0, retryIn: null, skewMs: null }),
    hello: signal({ version: file.program, epoch: 0, mode: 'replay', speed: null, now: '', marketTime: null, asOf: 0, dashboard: false, strategyTimeframe: result.timeframe }),
    clock: { now: () => lastMs, second: signal(null), hear: () => {}, tick: () => {} },
    tables: {
      status: fixed<StatusView>(undefined),
      symbols: rowsOf(symbol),
      figures: rowsOf(figures),
      feeds: fixed<readonly FeedView[]>(undefined),
      positions: fixed(positionsOf(file).filter(position => position.closedAt === null)),
      signals: fixed(signalsOf(file)),
      gaps: fixed(gaps),
      openGaps: signal(gaps.length),
      hear: () => {},
      refresh: () => {},
    },
    log: createEventLog(),
    isAwake: () => false,
  };
}

/** Digits after the point of the prices of each symbol; of the first without a name. */
export function decimalsOfReport({ chart, others = [] }: ReportFile): (symbol?: string) => number | undefined {
  const own = decimalsOf(chart.close.slice(-200));
  const known = new Map(others.map(other => [other.symbol, decimalsOf(other.chart.close.slice(-200))]));
  return symbol => (symbol !== undefined && known.has(symbol) ? known.get(symbol) : own);
}

const refused = (): Promise<never> => Promise.reject(problem(0, reportTexts.noService, reportTexts.noService));

const nowhere: Http = { get: refused, change: refused };

function fixed<T>(value: T | undefined): Join<T> {
  return { value: signal(value), problem: signal(null), hear: () => {}, reload: () => {}, refresh: () => {}, stop: () => {} };
}

function rowsOf<T extends { readonly symbol: string }>(row: T): Rows<T> {
  return { rows: signal(new Map([[row.symbol, signal(row)]])), problem: signal(null), hear: () => {}, reload: () => {}, refresh: () => {} };
}

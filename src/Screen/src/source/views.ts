// What the service answers, as docs/api.md describes it. What may be unknown is null.

export type * from './feedViews';
export type * from './tradeViews';

export interface Hello {
  readonly version: string;
  readonly epoch: number;
  readonly mode: 'live' | 'demo' | 'replay';
  /** Seconds of market time per wall second; null where it is not held to any. */
  readonly speed: number | null;
  readonly now: string;
  readonly marketTime: string | null;
  readonly asOf: number;
  readonly dashboard: boolean;
  /** Length of the strategy's bars, as `5m`. */
  readonly strategyTimeframe: string;
}

export interface Beat {
  readonly now: string;
  readonly marketTime: string | null;
  readonly asOf: number;
}

/** What an account asks of an entry before it is sent, and what it would stake. */
export interface AccountLimits {
  readonly riskPerTrade: number;
  /** Per unit of an entry's size. */
  readonly stakeUsd: number | null;
  readonly maxOpenPositions: number;
  readonly maxPositionsPerSymbol: number;
  readonly maxSignalAgeSeconds: number;
  readonly maxPriceAgeSeconds: number;
  readonly cooldownAfterLossSeconds: number;
  readonly lostTodayUsd: number | null;
  readonly maxLossTodayUsd: number | null;
  readonly coolDowns: readonly { readonly symbol: string; readonly untilUnixMs: number }[] | null;
}

export interface AccountView {
  readonly name: string;
  readonly behind: string | null;
  readonly dryRun: boolean | null;
  readonly totalUsd: number | null;
  readonly freeUsd: number | null;
  readonly openPositions: number;
  readonly paused: boolean;
  readonly takes: string | null;
  readonly problem: string | null;
  readonly limits: AccountLimits | null;
}

export interface StatusView {
  readonly version: string;
  readonly mode: string;
  readonly cluster: string;
  readonly health: string;
  readonly now: string;
  readonly marketTime: string | null;
  readonly asOf: number;
  readonly feedsConnected: number;
  readonly feeds: number;
  readonly markets: number;
  readonly symbols: number;
  readonly trades: number;
  readonly tradesPerSecond: number;
  readonly signals: number;
  readonly openPositions: number;
  readonly account: string;
  readonly totalUsd: number;
  readonly executionPaused: boolean;
  readonly unreachable: string | null;
  readonly reasons: readonly string[];
  readonly accounts: readonly AccountView[];
  readonly silos: readonly { readonly name: string; readonly lagMs: number | null }[];
}

export interface SymbolView {
  readonly symbol: string;
  readonly spotMarkets: number;
  readonly perpMarkets: number;
  readonly price: number | null;
  readonly marketTime: string | null;
  readonly spotCvd: number;
  readonly perpCvd: number;
  readonly windowSpotCvd: number;
  readonly windowPerpCvd: number;
  readonly bars: number;
  readonly decision: string | null;
  readonly score: number;
  readonly firstFailure: string | null;
  readonly evaluatedAt: string | null;
  readonly pendingSignals: number;
  readonly trades: number;
  readonly waitingBar: string | null;
  readonly lastTradeAt: string | null;
  readonly historyProblem: string | null;
  /** Why no entry may rest on its data now; null when one may. */
  readonly holdReason: string | null;
}

export interface BarView {
  readonly market: string | null;
  readonly openUnixMs: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly buyNotional: number;
  readonly sellNotional: number;
  readonly buyCount: number;
  readonly sellCount: number;
  readonly buyLiquidation: number;
  readonly sellLiquidation: number;
  readonly partial?: boolean;
}

export interface BarsView {
  readonly symbol: string;
  readonly timeframe: string;
  readonly asOf: number;
  readonly bars: readonly BarView[];
}

export interface BarEvent {
  readonly market: string;
  readonly timeframe: string;
  readonly bar: BarView;
}

export interface CvdView {
  readonly symbol: string;
  readonly timeframe: string;
  readonly asOf: number;
  readonly openUnixMs: readonly number[];
  readonly spotDelta: readonly number[];
  readonly perpDelta: readonly number[];
  readonly close: readonly (number | null)[];
  readonly partialUnixMs: readonly number[];
}

export interface ExplanationStep {
  readonly phase: number;
  readonly name: string;
  readonly actual: string;
  readonly required: string;
  readonly passed: boolean | null;
  /** Points that it gives at most; left out where it gives none. */
  readonly mostPoints?: number;
}

export interface Explanation {
  readonly symbol: string;
  readonly barCloseUnixMs: number;
  readonly profile: string;
  readonly bars: number;
  readonly decision: string;
  readonly score: number;
  readonly firstFailure: string | null;
  /** What an entry needs; left out where the evaluation did not come to the score. */
  readonly scoreNeeded?: number;
  readonly steps: readonly ExplanationStep[];
}

export interface SymbolFigures {
  readonly symbol: string;
  readonly changePercent1h: number | null;
  readonly collectsOpenInterest: boolean;
  readonly openInterestChangePercent24h: number | null;
  readonly completeShare: number | null;
  readonly openGaps: number | null;
  readonly bars: number;
  readonly fromUnixMs: number | null;
  readonly divergence: readonly number[];
}

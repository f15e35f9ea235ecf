// What the service answers, as docs/api.md describes it. What may be unknown is null.

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
}

export interface Beat {
  readonly now: string;
  readonly marketTime: string | null;
  readonly asOf: number;
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
}

export interface Explanation {
  readonly symbol: string;
  readonly barCloseUnixMs: number;
  readonly profile: string;
  readonly bars: number;
  readonly decision: string;
  readonly score: number;
  readonly firstFailure: string | null;
  readonly steps: readonly ExplanationStep[];
}

export interface Signal {
  readonly id: string;
  readonly symbol: string;
  readonly baseSymbol: string;
  readonly action: 'Long' | 'Short' | 'Close';
  readonly barCloseUnixMs: number;
  readonly score: number;
  readonly positionSizeFactor: number;
  readonly leverage: number;
  readonly entryPrice: number;
  readonly confidence: number;
  readonly reasoning: string;
  readonly ttlSeconds: number;
  readonly positionId: string | null;
  readonly tradeId: string | null;
  readonly account?: string;
  readonly spotCvd: number;
  readonly perpCvd: number;
  readonly resetLow: number | null;
  readonly resetHigh: number | null;
  readonly source: string | null;
}

export interface SignalResult {
  readonly signalId: string;
  readonly exitUnixMs: number;
  readonly exitPrice: number | null;
  readonly profitUsd: number;
  readonly profitPercent: number | null;
  readonly holdingMinutes: number;
  readonly exitReason: string | null;
  readonly kind: string;
}

export interface SignalRecord {
  readonly signal: Signal;
  readonly outcome: 'Pending' | 'Accepted' | 'Filled' | 'Rejected' | 'Expired' | 'Unknown' | (string & {});
  readonly detail: string | null;
  readonly fillPrice: number | null;
  readonly result?: SignalResult;
}

export interface OrderView {
  readonly signalId: string;
  readonly baseSymbol: string;
  readonly action: string;
  readonly state: string;
  readonly attempts: number;
  readonly updatedAt: string;
  readonly detail: string | null;
  readonly tradeId: string | null;
  readonly price: number | null;
  readonly givenAt: string | null;
  readonly latencySeconds: number | null;
  readonly rule: string | null;
  readonly source: string | null;
  readonly account: string;
}

export interface PositionView {
  readonly id: string;
  readonly signalId: string;
  readonly symbol: string;
  readonly side: 'LONG' | 'SHORT';
  readonly quantity: number;
  readonly entryPrice: number;
  readonly leverage: number;
  readonly stakeUsd: number;
  readonly openedAt: string;
  readonly price: number | null;
  readonly profitUsd: number | null;
  readonly closedAt: string | null;
  readonly exitReason: string | null;
  readonly account: string;
}

export interface FeedView {
  readonly id: string;
  readonly exchange: string;
  readonly endpoint: string;
  readonly state: 'connecting' | 'connected' | 'waiting' | 'stopped' | 'failed';
  readonly silo: string;
  readonly epoch: number;
  readonly since: string;
  readonly markets: number;
  readonly frames: number;
  readonly bytes: number;
  readonly trades: number;
  readonly tradesPerSecond: number;
  readonly connects: number;
  readonly lagMs: number | null;
  readonly rejected: Readonly<Record<string, number>>;
  readonly lastError: string | null;
  readonly unconfirmed: readonly string[];
  readonly overdue: readonly string[];
}

export interface Gap {
  readonly market: string;
  readonly beforeId: number;
  readonly beforeUnixMs: number;
  readonly afterId: number;
  readonly afterUnixMs: number;
  readonly missing: number | null;
  readonly reason: string;
  readonly filledBy: string | null;
}

export interface LedgerRun {
  readonly market: string;
  readonly fromUnixMs: number;
  readonly toUnixMs: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly trades: number;
  readonly buyNotional: number;
  readonly sellNotional: number;
  readonly gapsFound: number;
  readonly gapsFilled: number;
  readonly state: 'Complete' | 'Partial' | 'Unknown';
  readonly proof: string;
  readonly feedId: string;
  readonly epoch: number;
}

export interface LedgerView {
  readonly market: string;
  readonly from: string;
  readonly to: string;
  readonly completeMinutes: number;
  readonly partialMinutes: number;
  readonly unknownMinutes: number;
  readonly runs: readonly LedgerRun[];
  readonly gaps: readonly Gap[];
}

export interface OpenInterestAggregate {
  readonly name: string;
  readonly openInterestUsd: number | null;
  readonly openInterestCoin: number | null;
  readonly summedAt: string | null;
  readonly changePercent24h: number | null;
  readonly venues: readonly string[];
  readonly missing: readonly string[];
}

export interface OpenInterestVenue {
  readonly exchange: string;
  readonly openInterestUsd: number | null;
  readonly openInterestCoin: number | null;
  readonly readAt: string | null;
  readonly changePercent24h: number | null;
  readonly markets: number;
  readonly stands: boolean;
  readonly error: string | null;
}

export interface OpenInterestView {
  readonly symbol: string;
  readonly at: string;
  readonly changePercent2h: number | null;
  readonly aggregates: readonly OpenInterestAggregate[];
  readonly venues: readonly OpenInterestVenue[];
}

export interface OpenInterestHistory {
  readonly symbol: string;
  readonly name: string;
  readonly unixMs: readonly number[];
  readonly openInterestUsd: readonly (number | null)[];
  readonly openInterestCoin: readonly (number | null)[];
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

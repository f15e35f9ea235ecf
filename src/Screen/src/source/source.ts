import type { StreamEvent, Want } from '../stream/protocol';
import type { Answer } from './http';
import type { MarketView } from './moreViews';
import type { BarsView, CvdView, Explanation, LedgerView, OpenInterestHistory, OrderView, PositionView, SignalRecord } from './views';

/** Bars of one length that open in `[from, to)`, milliseconds since 1970 UTC; as many as there are without an end. */
export interface BarRange {
  readonly timeframe?: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Each market's bars by themselves rather than what they make together. */
  readonly by?: 'market';
}

/** What a market is of. */
export type MarketKind = Pick<MarketView, 'market' | 'kind'>;

/** Where the flow of a symbol and what was decided on it come from: a service that runs, or a report that was written. */
export interface Source {
  /** Whether anything of it may still change. */
  readonly isLive: boolean;
  /** Lengths of bars to choose from. */
  readonly timeframes: readonly string[];
  /** Length of the bars that the strategy evaluates, milliseconds. */
  readonly evaluatedMs: number;
  /** Points of a series that a chart begins with, and those that it holds at most. */
  readonly points: { readonly first: number; readonly most: number };
  /** What a share of it being there says. */
  complete(share: string): string;
  bars(symbol: string, range: BarRange, stop?: AbortSignal): Promise<Answer<BarsView>>;
  cvd(symbol: string, range: BarRange, stop?: AbortSignal): Promise<Answer<CvdView>>;
  markets(symbol: string, stop?: AbortSignal): Promise<Answer<readonly MarketKind[]>>;
  openInterest(symbol: string, from: number | undefined, stop?: AbortSignal): Promise<Answer<OpenInterestHistory>>;
  /** The newest so many, newest first; all of them where all are there. */
  signals(limit: number, stop?: AbortSignal): Promise<Answer<readonly SignalRecord[]>>;
  orders(limit: number, stop?: AbortSignal): Promise<Answer<readonly OrderView[]>>;
  /** Closed positions, newest first, and those that are open. */
  positions(limit: number, stop?: AbortSignal): Promise<Answer<readonly PositionView[]>>;
  ledger(symbol: string, from: number, to: number | undefined, stop?: AbortSignal): Promise<Answer<readonly LedgerView[]>>;
  /** The evaluation of the bar that closed at a moment; the latest one for null. */
  explain(symbol: string, at: number | null, stop?: AbortSignal): Promise<Answer<Explanation>>;
  /** Wants events and hears them until the answer is called. */
  subscribe(want: Want, heard: (event: StreamEvent) => void): () => void;
}

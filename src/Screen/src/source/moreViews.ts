import type { Explanation, SignalRecord } from './views';

// What the pages beside the flow read, as docs/api.md describes it.

export interface MarketView {
  readonly market: string;
  readonly symbol: string;
  readonly kind: 'SPOT' | 'PERP';
  readonly lastPrice: number | null;
  readonly lastTradeAt: string | null;
  readonly openGaps: number;
  readonly missingTrades: number;
}

export interface LifeStep {
  readonly at: string;
  readonly marketTime: string;
  readonly afterSeconds: number | null;
  readonly kind: string;
  readonly words: string;
  readonly rule: string | null;
  readonly tradeId: string | null;
  readonly otherId: string | null;
  readonly figures: Readonly<Record<string, number>>;
}

export interface SignalLife {
  readonly id: string;
  readonly signal: SignalRecord | null;
  readonly steps: readonly LifeStep[];
  readonly latencySeconds: number | null;
  readonly entry: SignalRecord | null;
  readonly exit: SignalRecord | null;
  readonly exitId: string | null;
  readonly decision: Explanation | null;
}

/** An evaluation that came within a point of the entry. */
export interface NearMiss {
  readonly symbol: string;
  readonly barCloseUnixMs: number;
  readonly score: number;
  readonly needed: number;
  /** What it would have been; empty where it is not told. */
  readonly setup: string;
  readonly firstFailure: string | null;
}

/** A venue, read or not, and how it was lately. */
export interface VenueView {
  readonly venue: string;
  /** Why it is read no more; null while it trades. */
  readonly closed: string | null;
  readonly isRead: boolean;
  /** Connections made anew in the last 24 hours. */
  readonly connects: number;
  readonly lagMsP50: number | null;
  readonly lagMsP99: number | null;
  /** Of the last quarter of an hour, oldest first. */
  readonly tradesPerSecond: readonly number[];
}

export interface HealthView {
  readonly level: string;
  readonly ready: boolean;
  readonly parts: readonly { readonly name: string; readonly level: string; readonly reason: string }[];
}

/** A gap that was searched for. */
export interface SearchedGap {
  readonly market: string;
  readonly beforeId: number;
  readonly beforeUnixMs: number;
  readonly searches: readonly { readonly at: string; readonly outcome: string; readonly trades: number; readonly words: string }[];
}

/** Somebody has changed something, here or elsewhere, or was to. */
export interface OperatorCall {
  readonly at: string;
  readonly method: string;
  /** Below `/api/v1`, with its parameters. */
  readonly path: string;
  readonly status: number;
  readonly from: string;
  /** Whether a page of a browser has sent it. */
  readonly page: boolean;
}

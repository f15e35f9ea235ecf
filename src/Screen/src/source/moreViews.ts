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

export interface HealthView {
  readonly level: string;
  readonly ready: boolean;
  readonly parts: readonly { readonly name: string; readonly level: string; readonly reason: string }[];
}

export interface OpenInterestHistory {
  readonly symbol: string;
  readonly name: string;
  readonly unixMs: readonly number[];
  readonly openInterestUsd: readonly (number | null)[];
  readonly openInterestCoin: readonly (number | null)[];
}

// Connections, completeness and open interest as the service tells them.

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
  /** Markets that it may have missed trades of and has read none of since, with the time of the latest one before. */
  readonly unread: Readonly<Record<string, number>>;
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

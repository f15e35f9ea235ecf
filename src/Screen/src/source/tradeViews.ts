// Signals, orders and positions as the service tells them.

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

import { fields, list, number, optional, text } from './check';

/** A month of an account. */
export interface ReportMonth {
  /** 2025-02. */
  readonly month: string;
  readonly return_percent: number | null;
  readonly max_drawdown_percent: number;
  readonly net_profit: number;
  readonly trades: number;
  readonly wins: number;
}

/** How many values lie in each of some ranges of one length. */
export interface HistogramData {
  readonly count: number;
  /** Those that are 0, which are in no range. */
  readonly zeros: number;
  readonly smallest: number | null;
  readonly median: number | null;
  readonly mean: number | null;
  readonly largest: number | null;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

export interface Distribution {
  readonly trades_usd: HistogramData;
  readonly days_percent: HistogramData;
}

const histogram = fields({
  count: number, zeros: number, smallest: optional(number), median: optional(number), mean: optional(number), largest: optional(number), bins: list(fields({ from: number, to: number, count: number })),
});

export const months = list(fields({ month: text, return_percent: optional(number), max_drawdown_percent: number, net_profit: number, trades: number, wins: number }));
export const distribution = fields({ trades_usd: histogram, days_percent: histogram });

// What a report of a back-test holds, as docs/backtest.md describes it. Times are seconds since 1970 UTC; what is not known is null.

import type { Distribution, ReportMonth } from './account';

type Column = readonly (number | null)[];

export interface ExecutedOrder {
  readonly t: number;
  readonly side: 'BUY' | 'SELL' | 'EXIT_SELL' | 'EXIT_BUY';
  readonly quantity: number;
  readonly price: number;
  readonly leverage?: number;
  readonly score?: number;
  readonly pnl?: number;
  readonly exit?: string;
  readonly trade_id: number;
  readonly fee: number;
  readonly decided: number;
  readonly reason: string;
  /** Whose it is, where several symbols share the account. */
  readonly symbol?: string;
}

export interface RefusedOrder {
  readonly rule: string;
  readonly side: ExecutedOrder['side'];
  readonly decided: number;
  readonly price: number | null;
  readonly score: number;
  readonly t: number | null;
  readonly fill_price: number | null;
  readonly reason: string;
  readonly symbol?: string;
}

export interface OpenTrade {
  readonly trade_id: number;
  readonly side: 'BUY' | 'SELL';
  readonly t: number;
  readonly quantity: number;
  readonly entry_price: number;
  readonly leverage: number;
  readonly margin: number;
  readonly entry_fee: number;
  readonly mark_price: number;
  readonly unrealized_pnl: number;
  readonly exit_fee: number;
  readonly symbol?: string;
}

export interface HeldSeconds {
  readonly shortest: number;
  readonly median: number;
  readonly mean: number;
  readonly longest: number;
}

export interface BacktestMetrics {
  readonly win_rate_percent: number;
  readonly profit_factor: number | null;
  readonly max_drawdown_percent: number;
  readonly max_drawdown_marked_percent: number;
  readonly gross_profit: number;
  readonly gross_loss: number;
  readonly net_profit: number;
  readonly fees: number;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly days: number;
  readonly exposure_percent: number;
  readonly held_seconds: HeldSeconds | null;
}

export interface BacktestResult {
  readonly market: string;
  readonly timeframe: string;
  readonly profile: string;
  readonly initial_balance: number;
  readonly bars: number;
  readonly first: number;
  readonly last: number;
  readonly missing_bars: number;
  readonly executed_orders: readonly ExecutedOrder[];
  readonly refused_orders: readonly RefusedOrder[];
  readonly open_positions: readonly OpenTrade[];
  readonly cash: number;
  readonly equity: number;
  readonly equity_explained: { readonly equity_marked: number; readonly open_gain_is_in_equity: boolean };
  readonly closed: number;
  readonly wins: number;
  readonly metrics: BacktestMetrics;
  readonly exits: readonly { readonly reason: string; readonly count: number; readonly wins: number; readonly pnl: number }[];
  readonly buy_and_hold: { readonly equity: number; readonly return_percent: number; readonly max_drawdown_percent: number } | null;
  readonly assumptions: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  /** Not there in reports of older consoles. */
  readonly months?: readonly ReportMonth[];
  readonly distribution?: Distribution;
  /** Each symbol, where several share the account. */
  readonly symbols?: readonly SymbolResult[];
}

/** What came of the trades of one symbol alone. */
export interface SymbolResult extends Pick<BacktestResult, 'bars' | 'closed' | 'wins' | 'metrics' | 'buy_and_hold'> {
  readonly symbol: string;
  readonly refused: number;
  readonly open_gain: number;
}

export interface ReportInput {
  readonly role: string;
  readonly file: string;
  readonly market: string;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface ChartColumns {
  readonly timeframe: string;
  readonly t: readonly number[];
  readonly open: Column;
  readonly high: Column;
  readonly low: Column;
  readonly close: Column;
  readonly spot_buy: Column;
  readonly spot_sell: Column;
  readonly perp_buy: Column;
  readonly perp_sell: Column;
}

export interface ReportLedger {
  readonly role: string;
  readonly market: string;
  readonly spacing: number | null;
  readonly rows: number;
  readonly expected: number | null;
  readonly runs: readonly { readonly from: number; readonly to: number; readonly is_whole: boolean; readonly rows: number; readonly buy: number; readonly sell: number }[];
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly rows: number | null }[];
}

export interface ReportExplanation {
  readonly t: number;
  readonly bars: number;
  readonly score: number;
  readonly decision: number;
  readonly failure: number | null;
  readonly steps: readonly (readonly number[])[];
}

/** A report of a back-test. */
export interface ReportFile {
  readonly title: string;
  readonly program: string;
  /** The document that `backtest --json` prints. */
  readonly result: BacktestResult;
  readonly facts: readonly (readonly [string, string])[];
  readonly parameters: readonly (readonly [string, string])[];
  readonly inputs: readonly ReportInput[];
  readonly chart: ChartColumns;
  readonly curve: { readonly t: readonly number[]; readonly equity: Column; readonly coin: Column };
  readonly open_interest: { readonly t: readonly number[]; readonly usd: Column } | null;
  readonly ledgers: readonly ReportLedger[];
  readonly explanations: { readonly evaluated: number; readonly texts: readonly string[]; readonly bars: readonly ReportExplanation[] };
  /** Whose chart, open interest, ledgers and explanations they are, and those of the others, where several symbols share the account. */
  readonly symbol?: string;
  readonly others?: readonly ReportSymbol[];
}

/** What there is to draw of a further symbol. */
export interface ReportSymbol extends Pick<ReportFile, 'chart' | 'open_interest' | 'ledgers' | 'explanations'> {
  readonly symbol: string;
}

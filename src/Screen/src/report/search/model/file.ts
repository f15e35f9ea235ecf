// What a report of a search or of a walk-forward holds, as docs/lab.md describes it. Times are seconds since 1970 UTC; what is not known is null.

import type { Distribution, ReportMonth } from '../../model/account';
import type { ExecutedOrder, ReportInput } from '../../model/file';

export type Column = readonly (number | null)[];

/** What was measured, by its name. */
export type Measures = Readonly<Record<string, number | null>>;

/** A figure and where it lies in most of the resampled series. */
export interface Interval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/** Whether signals change when something is cut off. */
export interface LeakCheck {
  readonly clean: boolean;
  readonly cuts: number;
  readonly compared: number;
  readonly changed: readonly number[];
}

/** What speaks for and against an edge. */
export interface Evidence {
  readonly trades: number;
  readonly days: number;
  readonly trials: number;
  readonly deflated_sharpe: number | null;
  readonly permutation: number | null;
  readonly overfitting: number | null;
  readonly block_days: number | null;
  readonly mean_return_percent: Interval;
  readonly return_percent: Interval;
  readonly sharpe: Interval;
  readonly max_drawdown_percent: Interval;
  readonly net_profit: Interval;
  readonly expectancy: Interval;
  readonly win_rate_percent: Interval;
  readonly profit_factor: Interval;
  readonly look_ahead: LeakCheck | null;
  readonly warm_up: LeakCheck | null;
}

/** A number that was searched. */
export interface SpaceParameter {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly step: number | null;
  readonly log: boolean;
}

/** What a training chose, and what came of it in the test. */
export interface Fold {
  readonly train_from: number;
  readonly train_to: number;
  readonly test_from: number;
  readonly test_to: number;
  readonly overfitting: number | null;
  readonly parameters: Measures | null;
  readonly in_sample: Measures | null;
  readonly out_of_sample: Measures | null;
}

export interface Ranked {
  readonly number: number;
  readonly objective: number | null;
  readonly parameters: Measures;
  readonly measures: Measures;
}

/** All tests of a walk-forward together. */
export interface Tests {
  readonly trades: number;
  readonly net_profit: number | null;
  readonly evidence: Evidence;
}

/** The document that `sweep --json` or `walkforward --json` prints. */
export interface SearchResult {
  readonly verdict: { readonly edge: boolean; readonly sentence: string; readonly objections: readonly string[] };
  readonly profile: string;
  readonly initial_balance: number;
  readonly search: Readonly<Record<string, string>>;
  readonly space: readonly SpaceParameter[];
  readonly inputs: readonly ReportInput[];
  readonly notes: readonly string[];
  /** Of a search. */
  readonly ranking?: readonly Ranked[];
  readonly base?: Measures;
  readonly evidence?: Evidence | null;
  /** Of a walk-forward. */
  readonly folds?: readonly Fold[];
  readonly out_of_sample?: Tests;
  readonly base_out_of_sample?: Tests;
}

/** What some parameters made of the account. */
export interface SearchAccount {
  readonly name: string;
  readonly curve: { readonly t: readonly number[]; readonly equity: Column };
  readonly months: readonly ReportMonth[];
  readonly distribution: Distribution;
  readonly runs: readonly { readonly fold: number; readonly executed_orders: readonly ExecutedOrder[] }[];
}

/** Candidates as columns of equal length. */
export interface Candidates {
  readonly tried: number;
  readonly fold: readonly number[];
  readonly values: Readonly<Record<string, Column>>;
  readonly measures: Readonly<Record<string, Column>>;
}

/** A report of a search or of a walk-forward. */
export interface SearchFile {
  readonly title: string;
  readonly program: string;
  readonly result: SearchResult;
  readonly settings: readonly (readonly [string, string])[];
  /** What was found, and what the unchanged parameters made. */
  readonly accounts: readonly SearchAccount[];
  readonly candidates: Candidates;
}

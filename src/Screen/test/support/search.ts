import type { Evidence, Interval, SearchFile } from '../../src/report/search/model/file';
import { report, start, step } from './report';

const interval = (estimate: number): Interval => ({ estimate, low: estimate - 1, high: estimate + 1, level: 0.9 });

function evidence(): Evidence {
  return {
    trades: 1, days: 9, trials: 1, deflated_sharpe: 0.25, permutation: 0.5, overfitting: null, block_days: 1.5, mean_return_percent: interval(0.01), return_percent: interval(0.1), sharpe: interval(1.5),
    max_drawdown_percent: interval(2), net_profit: interval(297.5), expectancy: interval(297.5), win_rate_percent: interval(100), profit_factor: { estimate: null, low: null, high: null, level: 0.9 },
    look_ahead: { clean: true, cuts: 12, compared: 40, changed: [] }, warm_up: { clean: false, cuts: 6, compared: 3, changed: [start] },
  };
}

/** A walk-forward of two folds and six candidates, of which the second fold chose none. */
export function searchFile(): SearchFile {
  const histogram = { count: 1, zeros: 0, smallest: 297.5, median: 297.5, mean: 297.5, largest: 297.5, bins: [{ from: 250, to: 300, count: 1 }] };
  const measures = { sharpe: 2, net_profit: 310, trades: 4 };
  return {
    title: 'Walk-forward of X, 15m, Corrected',
    program: '1.0.0',
    result: {
      verdict: { edge: false, sentence: 'Fewer than 30 closed trades (1), too few to judge: no edge is shown.', objections: ['fewer than 30 closed trades (1), too few to judge'] },
      profile: 'Corrected', initial_balance: 10_000, search: { seed: '1', search: 'entry.minScore=4..6:1', gap_tolerance: '00:10:00' },
      space: [{ name: 'entry.minScore', low: 4, high: 6, step: 1, log: false }, { name: 'flow.rate', low: 1, high: 1_000, step: null, log: true }],
      inputs: report().inputs, notes: ['missing: 1 bar'],
      folds: [
        { train_from: start, train_to: start + 2 * step, test_from: start + 2 * step, test_to: start + 4 * step, overfitting: 0.5, parameters: { 'entry.minScore': 5, 'flow.rate': 12.3456789 }, in_sample: measures, out_of_sample: { sharpe: -1, net_profit: 297.5, trades: 1 } },
        { train_from: start, train_to: start + 4 * step, test_from: start + 4 * step, test_to: start + 6 * step, overfitting: null, parameters: null, in_sample: null, out_of_sample: null },
      ],
      out_of_sample: { trades: 1, net_profit: 297.5, evidence: evidence() },
      base_out_of_sample: { trades: 0, net_profit: 0, evidence: evidence() },
    },
    settings: [['--fee', '0.1 %']],
    accounts: ['chosen', 'unchanged'].map(name => ({
      name, curve: { t: [start + step, start + 2 * step], equity: [10_000, 10_297.5] }, months: [{ month: '2025-01', return_percent: 2.975, max_drawdown_percent: 0, net_profit: 297.5, trades: 1, wins: 1 }],
      distribution: { trades_usd: histogram, days_percent: histogram }, runs: [{ fold: 1, executed_orders: report().result.executed_orders.slice(0, 2) }],
    })),
    candidates: {
      tried: 12, fold: [1, 1, 1, 2, 2, 2], values: { 'entry.minScore': [4, 5, 5, 6, 5, 4], 'flow.rate': [1, 10, 11, 999, 1_000, 1] },
      measures: { objective: [1, 5, 3, null, 2, 3], net_profit: [10, 50, 30, 0, 20, 30], sharpe_first_half: [1, 2, null, 0, 1, 1], sharpe_second_half: [2, 1, 1, null, -1, 1] },
    },
  };
}

/** Its data as the console writes them; fields may be replaced by whatever a test likes. */
export function searchJson(some: object = {}): string {
  return JSON.stringify({ format: 'squeezeflow-search', version: 1, ...searchFile(), ...some });
}

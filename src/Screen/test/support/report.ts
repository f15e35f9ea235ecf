import type { ReportFile } from '../../src/report/model/file';
import { dataId } from '../../src/report/model/read';

export const start = 1_735_689_600;
export const step = 900;

/** A report of eight bars of 15 minutes, the fourth of which is missing in the spot file: a trade that has closed, one that is open, an order that was refused. */
export function report(): ReportFile {
  const t = [0, 1, 2, 4, 5, 6, 7].map(bar => start + bar * step);
  const prices = [10, 11, 12, 14, 15, 14, 13];
  const same = (value: number): number[] => t.map(() => value);
  return {
    title: 'Back-test of X, 15m, Corrected',
    program: '1.0.0',
    result: {
      market: 'X', timeframe: '15m', profile: 'Corrected', initial_balance: 10_000, bars: 7, first: start, last: start + 7 * step, missing_bars: 1,
      executed_orders: [
        { t: start + step, side: 'BUY', quantity: 100, price: 11, leverage: 3, score: 7.25, trade_id: 1, fee: 1.1, decided: start + step, reason: 'LongSetup: spot +$1M' },
        { t: start + 4 * step, side: 'EXIT_SELL', quantity: 100, price: 14, pnl: 297.5, exit: 'range break', trade_id: 1, fee: 1.4, decided: start + 3 * step, reason: 'price 14' },
        { t: start + 5 * step, side: 'SELL', quantity: 10, price: 15, leverage: 2, score: 6, trade_id: 3, fee: 0.15, decided: start + 5 * step, reason: 'ShortSetup' },
      ],
      refused_orders: [{ rule: 'gap', side: 'BUY', decided: start + 5 * step, price: 14, score: 6.5, t: null, fill_price: null, reason: '15 min of bars are missing' }],
      open_positions: [{ trade_id: 3, side: 'SELL', t: start + 5 * step, quantity: 10, entry_price: 15, leverage: 2, margin: 150, entry_fee: 0.15, mark_price: 13, unrealized_pnl: 20, exit_fee: 0.13 }],
      cash: 10_147.2, equity: 10_317.35, equity_explained: { equity_marked: 10_317.35, open_gain_is_in_equity: true }, closed: 1, wins: 1,
      metrics: {
        win_rate_percent: 100, profit_factor: null, max_drawdown_percent: 0, max_drawdown_marked_percent: 0.5, gross_profit: 297.5, gross_loss: 0, net_profit: 297.5, fees: 2.65,
        sharpe: null, sortino: null, days: 1, exposure_percent: 71.4, held_seconds: { shortest: 2_700, median: 2_700, mean: 2_700, longest: 2_700 },
      },
      exits: [{ reason: 'range break', count: 1, wins: 1, pnl: 297.5 }],
      buy_and_hold: { equity: 12_974, return_percent: 29.74, max_drawdown_percent: 13.3 },
      assumptions: { fill: 'at the open of the next bar', not_modelled: 'cooldown' },
      notes: ['missing: 1 bar'],
    },
    facts: [['market', 'X']],
    parameters: [['--fee', '0.1 %']],
    inputs: [{ role: 'spot', file: 'spot.csv', market: '', rows: 7, first: start, last: start + 7 * step, bytes: 300, sha256: 'ab12' }, { role: 'perp', file: 'perp.csv', market: 'B:x', rows: 8, first: start, last: start + 7 * step, bytes: null, sha256: null }],
    chart: {
      timeframe: '15m', t, open: prices, high: prices.map(price => price + 2), low: prices.map(price => price - 1), close: prices.map(price => price + 1),
      spot_buy: same(5), spot_sell: same(2), perp_buy: [1, 1, null, 1, 1, 1, 1], perp_sell: same(4),
    },
    curve: { t, equity: [10_000, 10_100, 10_050, 10_297, 10_297, 10_300, 10_317], coin: same(10_000) },
    open_interest: null,
    ledgers: [
      { role: 'spot', market: 'spot.csv', spacing: step, rows: 7, expected: 8, runs: [{ from: start, to: start + 3 * step, is_whole: true, rows: 3, buy: 15, sell: 6 }, { from: start + 4 * step, to: start + 8 * step, is_whole: true, rows: 4, buy: 20, sell: 8 }], gaps: [{ from: start + 3 * step, to: start + 4 * step, rows: 1 }] },
      { role: 'perp', market: 'B:x', spacing: step, rows: 8, expected: 8, runs: [{ from: start, to: start + 8 * step, is_whole: true, rows: 8, buy: 8, sell: 32 }], gaps: [] },
    ],
    explanations: {
      evaluated: 7,
      texts: ['NONE', 'phase 4: score 5, needed >= 6', 'score', '5', '>= 6', 'LONG', '7.25', 'bias', ''],
      bars: [
        { t: start + step, bars: 1, score: 7.25, decision: 5, failure: null, steps: [[4, 2, 6, 4, 1], [4, 7, 3, 8, -1]] },
        { t: start + 8 * step, bars: 7, score: 5, decision: 0, failure: 1, steps: [[4, 2, 3, 4, 0]] },
      ],
    },
  };
}

/** The file that a console would write of it; fields may be replaced by whatever a test likes. */
export function reportHtml(some: object = {}): string {
  const data = JSON.stringify({ format: dataId, version: 1, ...report(), ...some }).replaceAll('<', '\\u003c');
  return `<!doctype html><html><head><title>t</title></head><body><script type="application/json" id="${dataId}">${data}</script><script>globalThis.hit = 1</script></body></html>`;
}

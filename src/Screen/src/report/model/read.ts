import { isTimeframe } from '../../chart/timeframes';
import { reportTexts } from '../../texts/report';
import { distribution, months } from './account';
import { byName, columns, fields, flag, list, number, oneOf, optional, refuse, text, time } from './check';
import { readDocument } from './document';
import type { ReportFile } from './file';

/** The element of a report that holds its data; the only part of the file that is read. */
export const dataId = 'squeezeflow-backtest';

const words = reportTexts.bad;
const begin = `<script type="application/json" id="${dataId}">`;
const searchBegin = '<script type="application/json" id="squeezeflow-search">';
const end = '</script>';
const sides = ['BUY', 'SELL', 'EXIT_SELL', 'EXIT_BUY'];
const pairs = list(list(text));
const metrics = fields({
  win_rate_percent: number, profit_factor: optional(number), max_drawdown_percent: number, max_drawdown_marked_percent: number, gross_profit: number, gross_loss: number, net_profit: number, fees: number,
  sharpe: optional(number), sortino: optional(number), days: number, exposure_percent: number, held_seconds: optional(fields({ shortest: number, median: number, mean: number, longest: number })),
});
const hold = optional(fields({ equity: number, return_percent: number, max_drawdown_percent: number }));
const result = fields({
  market: text, timeframe: text, profile: text, initial_balance: number, bars: number, first: time, last: time, missing_bars: number,
  executed_orders: list(fields({ t: time, side: oneOf(...sides), quantity: number, price: number, leverage: optional(number), score: optional(number), pnl: optional(number), exit: optional(text), trade_id: number, fee: number, decided: time, reason: text, symbol: optional(text) })),
  refused_orders: list(fields({ rule: text, side: oneOf(...sides), decided: time, price: optional(number), score: number, t: optional(time), fill_price: optional(number), reason: text, symbol: optional(text) })),
  open_positions: list(fields({ trade_id: number, side: oneOf('BUY', 'SELL'), t: time, quantity: number, entry_price: number, leverage: number, margin: number, entry_fee: number, mark_price: number, unrealized_pnl: number, exit_fee: number, symbol: optional(text) })),
  cash: number, equity: number, equity_explained: fields({ equity_marked: number, open_gain_is_in_equity: flag }), closed: number, wins: number, metrics,
  exits: list(fields({ reason: text, count: number, wins: number, pnl: number })),
  buy_and_hold: hold,
  symbols: optional(list(fields({ symbol: text, bars: number, refused: number, closed: number, wins: number, open_gain: number, metrics, buy_and_hold: hold }))),
  assumptions: byName(text), notes: list(text), months: optional(months), distribution: optional(distribution),
});
const drawn = {
  chart: columns('open', 'high', 'low', 'close', 'spot_buy', 'spot_sell', 'perp_buy', 'perp_sell'),
  open_interest: optional(columns('usd')),
  ledgers: list(fields({
    role: text, market: text, spacing: optional(number), rows: number, expected: optional(number),
    runs: list(fields({ from: time, to: time, is_whole: flag, rows: number, buy: number, sell: number })), gaps: list(fields({ from: time, to: time, rows: optional(number) })),
  })),
  explanations: fields({ evaluated: number, texts: list(text), bars: list(fields({ t: time, bars: number, score: number, decision: number, failure: optional(number), steps: list(list(number)) })) }),
};
const whole = fields({
  title: text, program: text, result, facts: pairs, parameters: pairs,
  inputs: list(fields({ role: text, file: text, market: text, rows: number, first: time, last: time, bytes: optional(number), sha256: optional(text) })),
  curve: columns('equity', 'coin'), symbol: optional(text), others: optional(list(fields({ symbol: text, ...drawn }))), ...drawn,
});

/** The data of a report, given the text of its file: nothing else in it is looked at, and nothing is run. Throws a problem that names what is wrong. */
export function readReport(file: string): ReportFile {
  const from = file.indexOf(begin);
  if (from < 0) {
    refuse(file.trim() === '' ? words.empty : file.includes(searchBegin) ? words.search : words.noData);
  }

  const to = file.indexOf(end, from);
  return checkReport(to < 0 ? refuse(words.cutOff) : file.slice(from + begin.length, to));
}

/** The data of a report, given its JSON. */
export function checkReport(json: string): ReportFile {
  const report = readDocument(json, dataId, whole) as ReportFile;
  if (!isTimeframe(report.chart.timeframe) || report.chart.t.length === 0) {
    refuse(words.value('chart', report.chart.t.length === 0 ? words.noBars : report.chart.timeframe, words.timeframe));
  }

  return report;
}

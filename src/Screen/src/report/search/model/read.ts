import { reportTexts } from '../../../texts/report';
import { distribution, months } from '../../model/account';
import { byName, columns, fields, flag, list, number, oneOf, optional, refuse, text, time } from '../../model/check';
import { readDocument } from '../../model/document';
import type { SearchFile } from './file';

/** The element of a report that holds the data of a search. */
export const searchId = 'squeezeflow-search';

const measures = byName(optional(number));
const interval = fields({ estimate: optional(number), low: optional(number), high: optional(number), level: number });
const leak = optional(fields({ clean: flag, cuts: number, compared: number, changed: list(time) }));
const evidence = fields({
  trades: number, days: number, trials: number, deflated_sharpe: optional(number), permutation: optional(number), overfitting: optional(number), block_days: optional(number),
  mean_return_percent: interval, return_percent: interval, sharpe: interval, max_drawdown_percent: interval, net_profit: interval, expectancy: interval, win_rate_percent: interval, profit_factor: interval,
  look_ahead: leak, warm_up: leak,
});
const tests = optional(fields({ trades: number, net_profit: optional(number), evidence }));
const result = fields({
  verdict: fields({ edge: flag, sentence: text, objections: list(text) }), profile: text, initial_balance: number, search: byName(text), notes: list(text),
  space: list(fields({ name: text, low: number, high: number, step: optional(number), log: flag })),
  inputs: list(fields({ role: text, file: text, market: text, rows: number, first: time, last: time, bytes: optional(number), sha256: optional(text) })),
  ranking: optional(list(fields({ number, objective: optional(number), parameters: measures, measures }))), base: optional(measures), evidence: optional(evidence),
  folds: optional(list(fields({
    train_from: time, train_to: time, test_from: time, test_to: time, overfitting: optional(number), parameters: optional(measures), in_sample: optional(measures), out_of_sample: optional(measures),
  }))),
  out_of_sample: tests, base_out_of_sample: tests,
});
const order = fields({
  t: time, side: oneOf('BUY', 'SELL', 'EXIT_SELL', 'EXIT_BUY'), quantity: number, price: number, leverage: optional(number), score: optional(number), pnl: optional(number), exit: optional(text), trade_id: number, fee: number,
  decided: time, reason: text,
});
const column = list(optional(number));
const whole = fields({
  title: text, program: text, result, settings: list(list(text)),
  accounts: list(fields({ name: text, curve: columns('equity'), months, distribution, runs: list(fields({ fold: number, executed_orders: list(order) })) })),
  candidates: fields({ tried: number, fold: list(number), values: byName(column), measures: byName(column) }),
});

/** The data of a search, given its JSON. Throws a problem that names what is wrong. */
export function checkSearch(json: string): SearchFile {
  const file = readDocument(json, searchId, whole) as SearchFile;
  const { fold, values, measures: measured } = file.candidates;
  for (const [name, found] of [...Object.entries(values), ...Object.entries(measured)]) {
    if (found.length !== fold.length) {
      refuse(reportTexts.bad.length(name, found.length, 'fold', fold.length));
    }
  }

  return file;
}

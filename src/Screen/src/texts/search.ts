import { plural } from './plural';

/** Words of the report of a search and of a walk-forward. */
export const searchTexts = {
  verdict: 'Verdict',
  shown: 'An edge is shown',
  notShown: 'No edge is shown',
  evidence: {
    walk: 'Evidence: all tests together',
    search: 'Evidence: the best, on the data that it was found on',
    hint: (level: string, days: string) => `In brackets where ${level} of resampled series lie, blocks of ${days} days.`,
    columns: { name: 'Figure', found: 'Found', unchanged: 'Unchanged parameters' },
    rows: {
      trades: 'Closed trades', days: 'Days', net_profit: 'Net profit, USD', expectancy: 'Profit of a trade, USD', win_rate_percent: 'Won, %', profit_factor: 'Profit factor', return_percent: 'Return, %',
      mean_return_percent: 'Mean return of a day, %', sharpe: 'Sharpe ratio', max_drawdown_percent: 'Largest drawdown, %', permutation: 'Random entry times gain as much', trials: 'Trials on the same data',
      deflated_sharpe: 'Sure that the Sharpe ratio is no luck', overfitting: 'Probability of overfitting', look_ahead: 'Look ahead', warm_up: 'Warm-up',
    },
    interval: (estimate: string, low: string, high: string) => `${estimate} (${low} to ${high})`,
    clean: (compared: number, cuts: number) => `no signal changes (${plural(compared, 'signal')}, ${plural(cuts, 'cut')})`,
    leaks: (found: number, cuts: number) => `signals change in ${found} of ${plural(cuts, 'cut')}`,
  },
  folds: {
    title: 'In sample and out of sample',
    none: 'There is no fold.',
    nothing: 'none has an objective and keeps to the constraints',
    columns: {
      number: 'Fold', train: 'Training from', test: 'Test from', to: 'Test to', sharpeIn: 'Sharpe in', sharpeOut: 'Sharpe out', netIn: 'Net in, USD', netOut: 'Net out, USD', tradesIn: 'Trades in', tradesOut: 'Trades out',
      overfitting: 'Overfitting', parameters: 'Parameters',
    },
  },
  account: { title: 'Account', joined: 'Tests follow each other as one account; each of them began with the balance.', none: 'Nothing was traded.', found: 'found', unchanged: 'unchanged parameters' },
  trades: { fold: 'Fold', id: 'Trade' },
  heat: {
    title: 'Two parameters',
    none: 'There is no candidate.',
    across: 'Across',
    down: 'Down',
    measure: 'Measure',
    usual: (name: string) => `${name} (usual)`,
    alone: 'one parameter was searched',
    note: (shown: number, tried: number) =>
      `The middle of the candidates of each field, all other parameters whatever they were${shown < tried ? `; ${shown.toLocaleString('en')} of ${tried.toLocaleString('en')} candidates are drawn` : ''}. The darker, the better among the fields; a good field among bad neighbours is luck.`,
    caption: (measure: string, across: string, down: string) => `${measure} by ${across}${down === '' ? '' : ` and ${down}`}`,
    cell: (across: string, down: string, median: string, best: string, count: number) => `${across}${down === '' ? '' : `, ${down}`}: ${plural(count, 'candidate')}, middle ${median}, best ${best}`,
  },
  scatter: {
    title: 'In sample against out of sample',
    none: 'There is none of which both sides are known.',
    measures: { sharpe: 'Sharpe ratio', return: 'Mean return of a day in percent (the tests are too short for a ratio)' },
    walk: (measure: string) => `${measure} of what each fold chose: in its training across, in its test upwards.`,
    search: 'Sharpe ratio of each candidate: in the first half of the time across, in the second upwards. What was chosen for the whole was chosen for both halves.',
    line: 'On the line both are alike; below it the second is worse.',
    sentence: (points: number, worse: string, losing: string) => `${plural(points, 'point')}: ${worse} are worse outside, ${losing} lose there.`,
    left: (left: number) => `${plural(left, 'other')} without a figure on one side ${left === 1 ? 'is' : 'are'} left out.`,
    thinned: (drawn: number) => `${drawn.toLocaleString('en')} are drawn.`,
  },
  ranking: {
    title: 'Ranking',
    none: 'No candidate has an objective and keeps to the constraints.',
    unchanged: 'unchanged, for comparison',
    columns: { rank: 'Rank', number: 'Candidate', objective: 'Objective', net: 'Net profit, USD', sharpe: 'Sharpe', trades: 'Trades', drawdown: 'Drawdown, %', parameters: 'Parameters' },
  },
  search: 'Search',
  settings: 'Back-tests',
} as const;

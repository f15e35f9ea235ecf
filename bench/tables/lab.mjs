// A table in Markdown of walk-forwards, one JSON document a line on standard input.
import { createInterface } from 'node:readline'

const number = (value, places = 2) => (value === null || value === undefined ? '-' : Number(value).toFixed(places))
const range = (interval, places) => `${number(interval.estimate, places)} (${number(interval.low, places)} to ${number(interval.high, places)})`

console.log('| month | folds | net in sample | net out of sample | trades out | return of the tests, % | Sharpe | random entries as good | unchanged: net, trades, return % | edge |')
console.log('|---|---|---|---|---|---|---|---|---|---|')
for await (const line of createInterface({ input: process.stdin })) {
  const { market, search, folds, verdict, out_of_sample: chosen, base_out_of_sample: base } = JSON.parse(line)
  const inside = folds.reduce((sum, fold) => sum + (fold.in_sample?.net_profit ?? 0), 0)
  console.log(`| ${market.replace('BINANCE_FUTURES_', '').replace('_1m_', ' ')}, ${search.timeframe} | ${folds.length} | ${number(inside)} | ${number(chosen.net_profit)} | ${chosen.trades} `
    + `| ${range(chosen.evidence.return_percent)} | ${range(chosen.evidence.sharpe, 1)} | ${number(chosen.evidence.permutation * 100, 0)} % `
    + `| ${number(base.net_profit)}, ${base.trades}, ${range(base.evidence.return_percent)} | ${verdict.edge ? 'shown' : 'none shown'} |`)
}

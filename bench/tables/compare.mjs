// The table of a session of bench/compare.sh: medians of the rounds of each candidate.
import { figure, linesOf, med, same, table } from '../lib/results.mjs'
import { options } from '../lib/options.mjs'

const range = (pick, digits) => group => group.length === 1 || pick(group[0]) === null ? '' : ` (${figure(Math.min(...group.map(pick)), digits)}–${figure(Math.max(...group.map(pick)), digits)})`
const spread = (pick, digits) => group => med(pick, digits)(group) + range(pick, digits)(group)
console.log(table(linesOf(options.out, options.session), line => line.label, [
  ['candidate', same(line => line.label)],
  ['venue', same(line => line.exchange)],
  ['markets', same(line => line.markets)],
  ['asked/s', same(line => line.rate)],
  ['rounds', group => group.length],
  ['sent/s', med(line => line.sent)],
  ['CPU µs/trade', spread(line => line.cpuUsPerTrade, 2)],
  ['CPU ms/s', spread(line => line.cpuMs, 1)],
  ['RSS (peak) MB', group => `${med(line => line.rss)(group)} (${med(line => line.peak)(group)})`],
  ['switches/s voluntary / not', group => `${med(line => line.voluntary)(group)} / ${med(line => line.involuntary)(group)}`],
  ['threads', med(line => line.threads)],
  ['handles', med(line => line.handles)],
  ['processes', med(line => line.processes)],
  ['subscribed after s', med(line => line.subscribedAfter, 1)],
  ['unsent MB, most / at the end', group => `${med(line => line.backlogMb, 1)(group)} / ${med(line => line.backlogEndMb, 1)(group)}`],
  ['connections lost', med(line => line.lost)],
  ['load before', med(line => line.load, 1)]
]))

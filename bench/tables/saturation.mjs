// The table of a session of bench/saturation.sh.
import { figure, linesOf, med, same, table } from '../lib/results.mjs'
import { options } from '../lib/options.mjs'

const lines = linesOf(options.out, options.session)
console.log(table(lines, line => `${line.build} ${line.mode} ${line.rate}`, [
  ['build', same(line => line.build)],
  ['venue', same(line => line.exchange)],
  ['markets', same(line => line.markets)],
  ['asked/s', same(line => line.rate)],
  ['runs', group => group.length],
  ['generated/s', med(line => line.achieved)],
  ['age at the reader ms, median / most', group => `${med(line => line.lagMedian)(group)} / ${med(line => line.lagMax)(group)}`],
  ['read, by counts, most', med(line => line.readMax)],
  ['at the grain, by counts, median / most', group => `${med(line => line.grainMedian)(group)} / ${med(line => line.grainMax)(group)}`],
  ['growing ms/s', med(line => line.growing, 1)],
  ['CPU µs/trade', med(line => line.cpuUsPerTrade, 2)],
  ['cores', med(line => line.cores, 2)],
  ['RSS (peak) MB', group => `${med(line => line.rss)(group)} (${med(line => line.peak)(group)})`],
  ['unsent MB at the end', med(line => line.backlogMb, 1)],
  ['load before', med(line => line.load, 1)],
  ['verdict', group => [...new Set(group.map(line => line.verdict))].join(', ')]
]))
const steady = lines.filter(line => line.verdict === 'steady').map(line => line.rate)
if (lines[0]?.mode === 'steady') console.log(`\nhighest rate at which the age did not grow: ${steady.length > 0 ? figure(Math.max(...steady)) + '/s' : 'none of those tried'}`)

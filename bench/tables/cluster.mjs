// The table of a session of bench/cluster.sh.
import { figure, linesOf, med, same, table } from '../lib/results.mjs'
import { options } from '../lib/options.mjs'

const all = linesOf(options.out, options.session), lines = all.filter(line => line.kind === 'case')
const storedOf = line => all.find(one => one.kind === 'stored' && one.silos === line.silos && one.rate === line.rate)
const aloneOf = line => lines.find(one => one.silos === 1 && one.rate === line.rate)
const each = (pick, digits = 0) => ([line]) => line.each.map(one => figure(pick(one), digits)).join(' / ')
const cross = ([line]) => {
  const alone = aloneOf(line)
  return line.crossed > 0 && alone ? figure((line.cpuMs - alone.cpuMs * line.tradesPerSecond / alone.tradesPerSecond) * 1_000 / line.crossed, 1) : '–'
}
const age = q => ([line]) => figure(Object.entries(line.ages).find(([name]) => name.includes('batch_age'))?.[1][q])
const counts = ([line]) => {
  const stored = storedOf(line)
  return !stored ? 'not read' : stored.wrongMarkets === 0 ? 'exact' : `${stored.tradesStored} of ${stored.tradesExpected}`
}

console.log(table(lines, line => `${line.silos} ${line.rate}`, [
  ['silos', ([line]) => line.silos === 0 ? 'one, without Redis' : line.silos],
  ['venue', same(line => line.exchange)],
  ['asked/s', same(line => line.rate)],
  ['markets', same(line => line.markets)],
  ['sent/s', med(line => line.tradesPerSecond)],
  ['feeds of each', each(one => one.feeds)],
  ['symbols of each', each(one => one.symbols)],
  ['CPU ms/s of each', each(one => one.cpuMs)],
  ['of all', med(line => line.cpuMs)],
  ['CPU µs/trade', med(line => line.cpuUsPerTrade, 2)],
  ['influxd ms/s', med(line => line.influxMs)],
  ['redis ms/s', med(line => line.redisMs)],
  ['batches/s', med(line => line.batches)],
  ['of them crossed', ([line]) => line.batches > 0 ? `${figure(line.crossed * 100 / line.batches)} %` : '–'],
  ['bytes between silos a crossed batch', ([line]) => line.crossed > 0 ? figure(line.bytes / line.crossed) : '–'],
  ['messages a crossed batch', ([line]) => line.crossed > 0 ? figure(line.messages / line.crossed, 1) : '–'],
  ['CPU µs a crossed batch', cross],
  ['batch age ms, p50', age('p50')],
  ['p99', age('p99')],
  ['RSS MB of each', each(one => one.rss)],
  ['handles of each', each(one => one.handles)],
  ['threads of each', each(one => one.threads)],
  ['stored', counts],
  ['load before', med(line => line.load, 1)]
]))

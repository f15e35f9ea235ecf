// The table of a session of bench/quiet.sh: medians of its rounds.
import { groupNames } from '../lib/process.mjs'
import { figure, linesOf, med, same, table } from '../lib/results.mjs'
import { options } from '../lib/options.mjs'

const lines = linesOf(options.out, options.session)
const range = pick => group => group.length === 1 ? '' : ` (${figure(Math.min(...group.map(pick)), 1)}–${figure(Math.max(...group.map(pick)), 1)})`
const cpu = line => line.cpuMs
const switches = name => line => line.groups[name].voluntary + line.groups[name].involuntary
const counts = group => group.every(line => line.counts.wrong === 0 && line.counts.counted === line.counts.expected && line.counts.duplicates + line.counts.missing === 0) ? 'exact' : 'WRONG'
const histograms = group => Object.keys(group[0].told).map(name => `${name} ${med(line => line.told[name]?.p50)(group)} / ${med(line => line.told[name]?.p99)(group)}`).join(', ') || '–'

console.log(table(lines, line => `${line.build} ${line.exchange} ${line.rate} ${line.markets}`, [
  ['build', same(line => line.build)],
  ['venue', same(line => line.exchange)],
  ['asked/s', same(line => line.rate + (line.rate === 0 && line.trades > 0 ? ` after ${line.trades} s of trades` : ''))],
  ['markets', same(line => line.markets)],
  ['runs', group => group.length],
  ['read/s', med(line => line.readPerSecond)],
  ['CPU ms/s', group => med(cpu, 1)(group) + range(cpu)(group)],
  ['CPU µs/trade', med(line => line.cpuUsPerTrade, 1)],
  ['of it kernel ms/s', med(line => line.kernelMs, 1)],
  ...groupNames.map(name => [`${name} ms/s`, med(line => line.groups[name].cpuMs, 1)]),
  ['switches/s voluntary / not', group => `${med(line => line.voluntary)(group)} / ${med(line => line.involuntary)(group)}`],
  ['of them pool / feed / timer', group => ['pool', 'feed', 'timer'].map(name => med(switches(name))(group)).join(' / ')],
  ['RSS (anonymous, peak) MB', group => `${med(line => line.rss)(group)} (${med(line => line.anonymous)(group)}, ${med(line => line.peak)(group)})`],
  ['threads', med(line => line.threads)],
  ['handles', med(line => line.handles)],
  ['age at the reader ms, median / max', group => `${med(line => line.lagMedian)(group)} / ${med(line => line.lagMax)(group)}`],
  ['at the grain, by counts', group => `${med(line => line.grainMedian)(group)} / ${med(line => line.grainMax)(group)}`],
  ['histograms p50 / p99', histograms],
  ['counts', counts],
  ['load before', med(line => line.load, 1)]
]))

// The table of a session of bench/start.sh.
import { loadNow } from '../lib/process.mjs'
import { figure, linesOf, med, same, table } from '../lib/results.mjs'
import { options } from '../lib/options.mjs'

const times = pick => group => `${med(pick, 2)(group)} (${figure(Math.min(...group.map(pick)), 2)}–${figure(Math.max(...group.map(pick)), 2)})`
console.log(table(linesOf(options.out, options.session), line => `${line.build} ${line.command}`, [
  ['build', same(line => line.build)],
  ['command', same(line => line.command)],
  ['runs', group => group.length],
  ['answers (/health/live) s', times(line => line.live)],
  ['ready (/health/ready) s', times(line => line.ready)],
  ['/health 200 s', times(line => line.health)],
  ['CPU until then s', med(line => line.cpu, 2)],
  ['RSS then MB', med(line => line.rss)],
  ['load after', () => figure(loadNow(), 1)]
]))

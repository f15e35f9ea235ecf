// Reads a long run once a minute; asks nothing of the service before its end. Started by bench/soak.sh.
import { between, loadNow, readProcess } from '../lib/process.mjs'
import { get, settle, sleep, stats, waitSubscribed } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { fewOf, figure, keep, slopes } from '../lib/results.mjs'

const { pid, feedPort, httpPort, report, markets, warmup, window, pace, out, ...case_ } = options
await waitSubscribed(pid, feedPort, markets)
await sleep(warmup * 1_000)

const points = []
let before = readProcess(pid), emitted = (await stats(feedPort)).emitted
const began = before.at
while (before.at - began < window) {
  await sleep(Math.min(pace, window - (before.at - began)) * 1_000)
  const now = readProcess(pid), generated = (await stats(feedPort)).emitted
  const point = { minute: (now.at - began) / 60, ...between(before, now), trades: generated - emitted, load: loadNow() }
  points.push(point)
  keep(out, { ...case_, markets, ...point })
  console.error(`${figure(point.minute, 1)} min: ${figure(point.cpuMs, 1)} ms/s, RSS ${figure(point.rss)} MB, ${point.threads} threads, ${point.handles} handles, ${figure(point.voluntary + point.involuntary)} switches/s`)
  before = now
  emitted = generated
}
const gaps = await get(httpPort, '/api/v1/gaps')
const judged = await settle(pid, feedPort, httpPort, report)

const few = fewOf(points), row = slopes(points)
console.log(`${case_.exchange}, ${case_.rate} trades/s, ${markets} markets, ${figure(points.at(-1).minute, 1)} min after ${warmup} s; medians of the first and last ${few} of ${points.length} readings`)
console.log('\n| | begin | end | slope |\n|---|---|---|---|')
console.log(row('RSS MB', point => point.rss, 0, 'MB'))
console.log(row('of it anonymous MB', point => point.anonymous, 0, 'MB'))
console.log(row('threads', point => point.threads, 0, ''))
console.log(row('handles', point => point.handles, 0, ''))
console.log(row('CPU ms/s', point => point.cpuMs, 1, 'ms/s'))
console.log(row('CPU µs/trade', point => point.cpuMs * point.seconds * 1_000 / point.trades, 1, 'µs'))
for (const name of ['pool', 'feed', 'timer', 'compiler']) console.log(row(`wake-ups/s, ${name}`, point => point.groups[name].voluntary, 0, '/s'))
console.log(row('wake-ups/s (voluntary switches), all', point => point.voluntary, 0, '/s'))
console.log(row('involuntary switches/s, all', point => point.involuntary, 0, '/s'))
console.log(`\ncounts: ${judged.wrong.length === 0 ? 'exact' : 'WRONG'}, ${judged.counted} of ${judged.expected}, ${judged.duplicates} duplicates, ${gaps.length} gaps; peak RSS ${figure(points.at(-1).peak)} MB`)
if (judged.wrong.length > 0) { console.error(judged.wrong.slice(0, 10).join('\n')); process.exit(1) }

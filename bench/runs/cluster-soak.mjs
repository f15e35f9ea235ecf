// A long run of several silos: a line a reading for each process, slopes at the end. Nothing is asked of the silos. Started by bench/cluster.sh --soak.
import { between, loadNow, readProcess } from '../lib/process.mjs'
import { membersOf, waitWarm } from '../lib/members.mjs'
import { get, sleep, stats, waitFor } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { figure, keep, slopes } from '../lib/results.mjs'
import { existsSync } from 'node:fs'

const { pids, httpPorts, influxPid, redisPid, feedPort, report, markets, window, pace, out, ...case_ } = options
const members = membersOf(options)
await waitWarm(members, options)

const names = [...members.map((_, at) => `silo ${at + 1}`), 'influxd', 'redis']
const all = [...members.map(one => one.pid), influxPid, redisPid]
const points = all.map(() => [])
let before = all.map(readProcess), emitted = (await stats(feedPort)).emitted
const began = before[0].at
while (before[0].at - began < window) {
  await sleep(Math.min(pace, window - (before[0].at - began)) * 1_000)
  const now = all.map(readProcess), generated = (await stats(feedPort)).emitted
  now.forEach((reading, at) => points[at].push({ minute: (reading.at - began) / 60, ...between(before[at], reading), trades: generated - emitted }))
  const latest = points.map(list => list.at(-1))
  keep(out, { ...case_, kind: 'soak', markets, load: loadNow(), names, each: latest.map(({ groups, ...one }) => one) })
  console.error(`${figure(latest[0].minute, 1)} min, load ${loadNow()}: ${latest.map((one, at) => `${names[at]} RSS ${figure(one.rss)} MB, ${one.handles} handles, ${one.threads} threads, ${figure(one.cpuMs)} ms/s`).join(' | ')}`)
  before = now
  emitted = generated
}

console.log(`${case_.exchange}, ${case_.rate} trades/s, ${markets} markets, ${case_.silos} silos, ${figure(points[0].at(-1).minute, 1)} min after ${case_.warmup} s; medians of the first and last readings`)
for (const [at, name] of names.entries()) {
  const row = slopes(points[at])
  console.log(`\n| ${name} | begin | end | slope |\n|---|---|---|---|`)
  console.log([row('RSS MB', point => point.rss, 0, 'MB'), row('of it anonymous MB', point => point.anonymous, 0, 'MB'), row('handles', point => point.handles, 0, ''),
    row('threads', point => point.threads, 0, ''), row('CPU ms/s', point => point.cpuMs, 1, 'ms/s')].join('\n'))
}
await waitFor(members[0].pid, 'the generator has made and sent everything', 120_000, async () => existsSync(report) || (({ emitted, total }) => emitted >= total)(await stats(feedPort)))
await sleep(2_000)
await get(feedPort, '/_stop').catch(() => null)
await waitFor(members[0].pid, 'the generator has written its report', 60_000, () => existsSync(report))

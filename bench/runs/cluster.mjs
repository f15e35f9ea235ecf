// One case of bench/cluster.sh: reads each silo at the begin and the end of a window, and keeps one line. Nothing is asked of the silos in the window.
import { between, loadNow, readProcess } from '../lib/process.mjs'
import { histogramQuantiles, readHistograms } from '../lib/ages.mjs'
import { membersOf, readMember, waitWarm } from '../lib/members.mjs'
import { get, sleep, stats, waitFor } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { keep } from '../lib/results.mjs'
import { existsSync } from 'node:fs'

const { pids, httpPorts, influxPid, redisPid, feedPort, report, pace, window, out, ...case_ } = options
const members = membersOf(options), load = loadNow()
await waitWarm(members, options)

const servers = () => [influxPid, redisPid].map(pid => readProcess(pid).cpu)
const histograms = async () => {
  const all = new Map()
  for (const { httpPort } of members) {
    for (const [name, buckets] of await readHistograms(httpPort)) {
      const sum = all.get(name) ?? new Map()
      for (const [bound, count] of buckets) sum.set(bound, (sum.get(bound) ?? 0) + count)
      all.set(name, sum)
    }
  }
  return all
}
const read = async () => ({ ages: await histograms(), members: await Promise.all(members.map(readMember)), servers: servers(), emitted: (await stats(feedPort)).emitted })
await read() // the first answers compile what they need
const first = await read()
await sleep(window * 1_000)
const last = await read()

const told = (await get(members[0].httpPort, '/api/v1/status')).silos
const silosRead = last.members.map((now, at) => {
  const before = first.members[at], { groups, ...used } = between(before.process, now.process)
  const grown = name => (now[name] - before[name]) / used.seconds
  const feeds = told.find(one => one.name === `silo${at}`)?.feeds ?? told[0].feeds
  return { ...used, feeds, symbols: now.symbols, sentBytes: grown('sentBytes'), sentMessages: grown('sentMessages'), here: grown('here'), elsewhere: grown('elsewhere') }
})
const sum = pick => silosRead.reduce((total, one) => total + pick(one), 0)
const seconds = silosRead[0].seconds, trades = last.emitted - first.emitted
const crossed = sum(one => one.elsewhere), batches = crossed + sum(one => one.here)
keep(out, {
  ...case_, kind: 'case', window, load, trades, tradesPerSecond: trades / seconds, each: silosRead,
  cpuMs: sum(one => one.cpuMs), cpuUsPerTrade: sum(one => one.cpuMs) * seconds * 1_000 / trades,
  influxMs: (last.servers[0] - first.servers[0]) * 1_000 / seconds, redisMs: (last.servers[1] - first.servers[1]) * 1_000 / seconds,
  batches, crossed, bytes: sum(one => one.sentBytes), messages: sum(one => one.sentMessages),
  rss: sum(one => one.rss), handles: sum(one => one.handles), threads: sum(one => one.threads), ages: histogramQuantiles(first.ages, last.ages)
})
await waitFor(members[0].pid, 'the generator has made and sent everything', 120_000, async () => existsSync(report) || (({ emitted, total }) => emitted >= total)(await stats(feedPort)))
await sleep(2_000)
await get(feedPort, '/_stop').catch(() => null)
await waitFor(members[0].pid, 'the generator has written its report', 60_000, () => existsSync(report))

// One round of one candidate of bench/compare.sh, seen from outside alone: /proc and the generator.
import { loadNow, readTree } from '../lib/process.mjs'
import { endFeed, sleep, stats, waitSubscribed } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { keep } from '../lib/results.mjs'

const { pid, feedPort, report, streams, warmup, window, patience, out, ...case_ } = options
const load = loadNow(), begun = performance.now()
await waitSubscribed(pid, feedPort, streams, patience * 1_000)
const subscribedAfter = (performance.now() - begun) / 1_000
await sleep(warmup * 1_000)

const first = readTree(pid), firstStats = await stats(feedPort)
let backlog = firstStats.backlogBytes
for (const end = performance.now() + window * 1_000; performance.now() < end;) {
  await sleep(Math.min(1_000, Math.max(1, end - performance.now())))
  const seen = await stats(feedPort)
  backlog = Math.max(backlog, seen.backlogBytes)
}
const last = readTree(pid), lastStats = await stats(feedPort)
const made = await endFeed(pid, feedPort, report)

const seconds = last.at - first.at, cpu = last.cpu - first.cpu, sent = lastStats.delivered - firstStats.delivered
keep(out, {
  ...case_, load, subscribedAfter, seconds, sent: sent / seconds, generated: (lastStats.emitted - firstStats.emitted) / seconds,
  cpuMs: cpu * 1_000 / seconds, cpuUsPerTrade: sent > 0 ? cpu * 1e6 / sent : null, rss: last.rss, peak: last.peak,
  voluntary: (last.voluntary - first.voluntary) / seconds, involuntary: (last.involuntary - first.involuntary) / seconds,
  threads: last.threads, handles: last.handles, processes: last.processes, backlogMb: backlog / 1048576, backlogEndMb: lastStats.backlogBytes / 1048576,
  lost: made.clients.filter(client => client.closedAt).length
})

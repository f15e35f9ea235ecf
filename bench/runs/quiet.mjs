// One case of bench/quiet.sh: nothing is asked of the service in the window that is measured; ages are sampled after it.
import { between, loadNow, readProcess } from '../lib/process.mjs'
import { histogramQuantiles, quantile, readHistograms, sampleAges } from '../lib/ages.mjs'
import { get, settle, sleep, stats, waitSubscribed } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { keep } from '../lib/results.mjs'

const { pid, feedPort, httpPort, report, markets, rate, warmup, window, ages, trades: before, out, ...case_ } = options
const loadBefore = loadNow()
await waitSubscribed(pid, feedPort, markets)
await sleep(warmup * 1_000)

const first = readProcess(pid), firstStats = await stats(feedPort)
await sleep(window * 1_000)
const last = readProcess(pid), lastStats = await stats(feedPort)
const used = between(first, last)
const traded = lastStats.emitted - firstStats.emitted

let told = {}, samples = []
if (rate > 0 && ages > 0) {
  await get(httpPort, '/api/v1/markets') // the first answers compile what they need
  const began = await readHistograms(httpPort)
  samples = await sampleAges(feedPort, httpPort, ages * 1_000, 250)
  told = histogramQuantiles(began, await readHistograms(httpPort))
}
const feeds = await get(httpPort, '/api/v1/feeds')
const judged = await settle(pid, feedPort, httpPort, report)

const of = name => samples.map(sample => sample[name]).filter(value => value !== null)
keep(out, {
  ...case_, markets, rate, trades: before, warmup, window, load: loadBefore, readPerSecond: traded / used.seconds, ...used,
  cpuUsPerTrade: traded > 0 ? used.cpuMs * used.seconds * 1_000 / traded : null, backlogMb: lastStats.backlogBytes / 1048576,
  connects: feeds.reduce((sum, feed) => sum + feed.connects, 0), connections: feeds.length,
  lagMedian: quantile(of('lag'), 0.5), lagMax: quantile(of('lag'), 1), grainMedian: quantile(of('grain'), 0.5), grainMax: quantile(of('grain'), 1),
  told, counts: { ...judged, wrong: judged.wrong.length }
})
if (judged.wrong.length > 0) {
  console.error(`${judged.wrong.length} markets do not agree:\n${judged.wrong.slice(0, 10).join('\n')}`)
  process.exit(1)
}

// Watches a run that bench/collector.sh has started: CPU and memory of the silo from /proc, counts over HTTP, against the generator's report.
import { existsSync, readFileSync } from 'node:fs'
import { quantile } from '../lib/ages.mjs'
import { options } from '../lib/options.mjs'
import { between, loadNow, readProcess } from '../lib/process.mjs'
import { figure } from '../lib/results.mjs'
import { countedTrades, get, judgeCounts, readTrades, sleep, stats, waitFor } from '../lib/service.mjs'

const { pid, feedPort, httpPort, report: reportFile, exchange, rate, markets, warmup, window } = options
const load = loadNow()
await waitFor(pid, 'the generator runs', 320_000, async () => (await stats(feedPort)).emitted > 0)
await sleep(warmup * 1_000)

const lags = []
const first = readProcess(pid), firstTrades = await readTrades(httpPort)
for (const end = performance.now() + window * 1_000; performance.now() < end;) {
  await sleep(1_000)
  for (const feed of await get(httpPort, '/api/v1/feeds')) if (feed.lagMs !== null) lags.push(feed.lagMs)
}
const last = readProcess(pid), trades = await readTrades(httpPort) - firstTrades
const used = between(first, last)

const report = await waitFor(pid, 'the generator has written its report', 60_000, () => existsSync(reportFile) && JSON.parse(readFileSync(reportFile, 'utf8')))
let views = []
await waitFor(pid, 'all trades are counted', 20_000, async () => {
  views = await get(httpPort, '/api/v1/markets')
  return countedTrades(views) >= report.generated
}).catch(error => console.error(error.message))
const { expected, counted, worstNotional, wrong, duplicates, missing } = judgeCounts(report, views)

const cores = used.cpuMs / 1_000
console.log('| venue | asked/s | markets | window s | read/s | CPU µs/trade | cores | RSS MB (peak) | generated | counted | duplicates | missing | notional error | lag ms median / max of samples | load before |')
console.log(`|${'---|'.repeat(15)}`)
console.log(`| ${exchange} | ${rate} | ${markets} | ${figure(used.seconds, 1)} | ${figure(trades / used.seconds)} | ${figure(cores * used.seconds * 1e6 / trades, 2)} | ${figure(cores, 2)} | ${figure(used.rss)} (${figure(used.peak)}) | ${expected} | ${counted} | ${duplicates} | ${missing} | ${worstNotional.toExponential(1)} | ${figure(quantile(lags, 0.5))} / ${figure(quantile(lags, 1))} | ${load} |`)
if (wrong.length > 0) {
  console.error(`${wrong.length} markets do not agree:\n${wrong.slice(0, 10).join('\n')}`)
  process.exit(1)
}

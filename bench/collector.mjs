// Watches a run that bench/collector.sh has started: CPU and memory of the silo from /proc, counts over HTTP, against the generator's report.
import { readFileSync, existsSync } from 'node:fs'

const [pid, feedPort, httpPort, reportFile, exchange, rate, markets, warmup, window] = process.argv.slice(2)
const TICKS_PER_SECOND = 100
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

function processTimes () {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

function memoryMb (name) {
  const match = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`))
  return Number(match[1]) / 1024
}

async function get (port, path) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`expected 200 from ${path}, found ${answer.status}`)
  return answer.json()
}

async function waitFor (what, limitMs, probe) {
  const end = Date.now() + limitMs
  for (let error; ; await sleep(200)) {
    try {
      const found = await probe()
      if (found) return found
    } catch (e) { error = e }
    if (!existsSync(`/proc/${pid}`)) throw new Error(`the silo has ended while waiting until ${what}`)
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1000} s in vain until ${what}${error ? `: ${error.message}` : ''}`)
  }
}

const load = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 1)[0]
const stats = () => get(feedPort, '/_stats')
await waitFor('the generator runs', 150_000, async () => (await stats()).emitted > 0)
await sleep(Number(warmup) * 1_000)
const feedsNow = async () => (await get(httpPort, '/api/v1/feeds')).reduce((sum, feed) => sum + feed.trades, 0)

const lags = []
const first = { at: performance.now(), cpu: processTimes(), trades: await feedsNow() }
const windowMs = Number(window) * 1_000
while (performance.now() - first.at < windowMs) {
  await sleep(1_000)
  for (const feed of await get(httpPort, '/api/v1/feeds')) if (feed.lagMs !== null) lags.push(feed.lagMs)
}
const last = { at: performance.now(), cpu: processTimes(), trades: await feedsNow() }
const rss = memoryMb('VmRSS'), peak = memoryMb('VmHWM')

await waitFor('the generator has written its report', 60_000, () => existsSync(reportFile) && JSON.parse(readFileSync(reportFile, 'utf8')))
const report = JSON.parse(readFileSync(reportFile, 'utf8'))
let views = []
const expected = report.generated.trades ?? report.generated
const countedOf = list => list.reduce((sum, market) => sum + market.trades, 0)
await waitFor('all trades are counted', 20_000, async () => {
  views = await get(httpPort, '/api/v1/markets')
  return countedOf(views) >= expected
}).catch(error => console.error(error.message))

const byName = new Map(views.map(view => [view.market.split(':')[1].toUpperCase(), view]))
const wrong = []
let worstNotional = 0
for (const [key, market] of Object.entries(report.markets)) {
  const symbol = key.split(':')[1]
  const view = byName.get(symbol.toUpperCase())
  const sums = market.generated
  if (!view || view.trades !== sums.trades) {
    wrong.push(`${symbol}: generated ${sums.trades}, counted ${view?.trades ?? 'nothing'}`)
    continue
  }
  for (const [mine, theirs] of [[view.buyNotional, sums.buyQuote], [view.sellNotional, sums.sellQuote]]) {
    if (Number(theirs) > 0) worstNotional = Math.max(worstNotional, Math.abs(mine - Number(theirs)) / Number(theirs))
  }
}

const trades = last.trades - first.trades
lags.sort((a, b) => a - b)
const quantile = q => lags.length === 0 ? 'none' : lags[Math.min(lags.length - 1, Math.floor(q * lags.length))].toFixed(0)
const cpu = last.cpu - first.cpu
const wall = (last.at - first.at) / 1_000
const duplicates = views.reduce((sum, view) => sum + view.duplicates, 0)
const missing = views.reduce((sum, view) => sum + view.missingTrades, 0)
console.log('| venue | asked/s | markets | window s | read/s | CPU µs/trade | cores | RSS MB (peak) | generated | counted | duplicates | missing | notional error | lag ms median / max of samples | load before |')
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|')
console.log(`| ${exchange} | ${rate} | ${markets} | ${wall.toFixed(1)} | ${(trades / wall).toFixed(0)} | ${(cpu * 1e6 / trades).toFixed(2)} | ${(cpu / wall).toFixed(2)} | ${rss.toFixed(0)} (${peak.toFixed(0)}) | ${expected} | ${countedOf(views)} | ${duplicates} | ${missing} | ${worstNotional.toExponential(1)} | ${quantile(0.5)} / ${quantile(1)} | ${load} |`)
if (wrong.length > 0) {
  console.error(`${wrong.length} markets do not agree:\n${wrong.slice(0, 10).join('\n')}`)
  process.exit(1)
}

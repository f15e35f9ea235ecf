// How old trades are: as the reader tells it, as a histogram of the service tells it, and by comparing counters with what was generated at that moment.
import { get, countedTrades, stats, sleep } from './service.mjs'

export function quantile (list, q) {
  if (list.length === 0) return null
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}
export const median = list => {
  const sorted = list.filter(value => typeof value === 'number').sort((a, b) => a - b), half = sorted.length >> 1
  return sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** Slope of y over x by least squares; y units per x unit. */
export function slope (points) {
  const n = points.length, meanX = points.reduce((sum, [x]) => sum + x, 0) / n, meanY = points.reduce((sum, [, y]) => sum + y, 0) / n
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0), under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return n < 2 || under === 0 ? 0 : over / under
}

/** Remembers how many trades had been generated when; tells how long ago the n-th was. */
export class Generated {
  #points = []
  add (at, count) { if (count > (this.#points.at(-1)?.count ?? -1)) this.#points.push({ at, count }) }
  ageOf (count, now) {
    const next = this.#points.findIndex(point => point.count > count)
    if (next < 0) return 0
    if (next === 0) return null // before anything was remembered
    const a = this.#points[next - 1], b = this.#points[next]
    return Math.max(0, now - (a.at + (b.at - a.at) * (count - a.count) / (b.count - a.count)))
  }
}

/** Samples ages every pace for a time. Grains are asked every fourth time: their answer is long. Each sample: {at, lag, read, grain} in ms, null when unknown. */
export async function sampleAges (feedPort, httpPort, forMs, paceMs, withGrains = true) {
  const generated = new Generated(), samples = []
  const begin = performance.now(), { elapsedMs } = await stats(feedPort)
  generated.add(begin - elapsedMs, 0) // so that whoever is behind since the start is known to be
  for (let turn = 0; performance.now() - begin < forMs; turn++) {
    const asked = performance.now()
    generated.add(asked, (await stats(feedPort)).emitted)
    const sample = { at: asked - begin, lag: null, read: null, grain: null }
    const feeds = await ask(httpPort, '/api/v1/feeds')
    const answered = performance.now()
    generated.add(answered, (await stats(feedPort)).emitted)
    if (feeds) {
      const lags = feeds.body.map(feed => feed.lagMs).filter(lag => lag !== null)
      sample.lag = lags.length > 0 ? Math.max(...lags) : null
      sample.read = generated.ageOf(feeds.body.reduce((sum, feed) => sum + feed.trades, 0), feeds.at)
    }
    if (withGrains && turn % 4 === 3) {
      const views = await ask(httpPort, '/api/v1/markets')
      generated.add(performance.now(), (await stats(feedPort)).emitted)
      if (views) sample.grain = generated.ageOf(countedTrades(views.body), views.at)
    }
    samples.push(sample)
    await sleep(Math.max(0, paceMs - (performance.now() - asked)))
  }
  return samples
}

// An answer with the middle of its call as its time; null when there was none, as in the first moments of a start.
async function ask (port, path) {
  const sent = performance.now()
  const body = await get(port, path, 10_000).catch(() => null)
  return body && { body, at: (sent + performance.now()) / 2 }
}

/** Histograms of ours that tell an age, cumulative: Map of name to [[bound, count], …]. */
export async function readHistograms (httpPort) {
  const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`, { signal: AbortSignal.timeout(20_000) })).text()
  const found = new Map()
  for (const [, name, bound, count] of text.matchAll(/^(squeezeflow_(?:\w+_)?(?:age|lag|delay)(?:_\w+)?)_bucket\{[^}]*le="([^"]+)"[^}]*\} (\S+)/gm)) {
    const buckets = found.get(name) ?? new Map()
    const at = bound === '+Inf' ? BEYOND : Number(bound)
    found.set(name, buckets.set(at, (buckets.get(at) ?? 0) + Number(count)))
  }
  return found
}

/** Stands for "above the last bound of the histogram", since JSON has no infinity. */
export const BEYOND = 1e12

/** Upper bounds of the median and the 99th percentile between two readings of histograms, in the histogram's own unit. */
export function histogramQuantiles (first, last) {
  const told = {}
  for (const [name, buckets] of last) {
    const grown = [...buckets].map(([bound, count]) => [bound, count - (first.get(name)?.get(bound) ?? 0)]).sort(([a], [b]) => a - b)
    const total = grown.at(-1)?.[1] ?? 0
    const at = q => grown.find(([, count]) => count >= q * total)?.[0] ?? null
    if (total > 0) told[name] = { p50: at(0.5), p99: at(0.99), count: total }
  }
  return told
}

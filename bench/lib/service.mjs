// Asks the silo and the generator over HTTP, and waits with a bound.
import { existsSync, readFileSync } from 'node:fs'

// What is thrown on purpose is told in words; anything else with its stack.
process.on('uncaughtException', error => { console.error(error.constructor === Error ? error.message : error.stack); process.exit(1) })

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

export async function get (port, path, limitMs = 20_000) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(limitMs) })
  if (!answer.ok) throw new Error(`expected 200 from ${path}, found ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
  return answer.json()
}

/** Tries until the probe gives something; ends with an error after the limit, or at once when the process is gone. */
export async function waitFor (pid, what, limitMs, probe, paceMs = 200) {
  const end = Date.now() + limitMs
  for (let error; ; await sleep(paceMs)) {
    try {
      const found = await probe()
      if (found) return found
    } catch (e) { error = e }
    if (!existsSync(`/proc/${pid}`)) throw new Error(`the measured process has ended while waiting until ${what}`)
    if (Date.now() > end) throw new Error(`waited ${limitMs / 1_000} s in vain until ${what}${error ? `: ${error.message}` : ''}`)
  }
}

export const stats = feedPort => get(feedPort, '/_stats')
export const readTrades = async httpPort => (await get(httpPort, '/api/v1/feeds')).reduce((sum, feed) => sum + feed.trades, 0)
export const countedTrades = views => views.reduce((sum, view) => sum + view.trades, 0)

/** Every market subscribed at the generator, whether or not it has begun to trade. */
export const waitSubscribed = (pid, feedPort, markets, limitMs = 300_000) =>
  waitFor(pid, `${markets} markets are subscribed`, limitMs, async () => (await stats(feedPort)).streams >= markets)

/** Ends the generator and gives its report. */
export async function endFeed (pid, feedPort, reportFile) {
  await get(feedPort, '/_stop').catch(() => null) // it may end before it has answered
  return waitFor(pid, 'the generator has written its report', 60_000, () => existsSync(reportFile) && JSON.parse(readFileSync(reportFile, 'utf8')))
}

/** Every market's count and notional against the report: {expected, counted, duplicates, missing, worstNotional, wrong}. */
export function judgeCounts (report, views) {
  const byName = new Map(views.map(view => [view.market.slice(view.market.indexOf(':') + 1).toUpperCase(), view]))
  const wrong = []
  let worstNotional = 0
  for (const [key, { generated }] of Object.entries(report.markets)) {
    const symbol = key.slice(key.indexOf(':') + 1), view = byName.get(symbol.toUpperCase())
    if ((view?.trades ?? 0) !== generated.trades) { wrong.push(`${symbol}: generated ${generated.trades}, counted ${view?.trades ?? 'nothing'}`); continue }
    for (const [mine, theirs] of [[view?.buyNotional, generated.buyQuote], [view?.sellNotional, generated.sellQuote]]) {
      if (theirs > 0) worstNotional = Math.max(worstNotional, Math.abs(mine - theirs) / theirs)
    }
  }
  return {
    expected: report.generated, counted: countedTrades(views), worstNotional, wrong,
    duplicates: views.reduce((sum, view) => sum + view.duplicates, 0), missing: views.reduce((sum, view) => sum + view.missingTrades, 0)
  }
}

/** Waits until everything generated is counted, ends the generator and judges. */
export async function settle (pid, feedPort, httpPort, reportFile) {
  let views = []
  await waitFor(pid, 'all trades are generated and counted', 90_000, async () => {
    const { started, emitted, total } = await stats(feedPort)
    views = await get(httpPort, '/api/v1/markets')
    return !started || (emitted >= total && countedTrades(views) >= emitted)
  }, 500).catch(error => console.error(error.message))
  return judgeCounts(await endFeed(pid, feedPort, reportFile), views)
}

// Compares what a silo has stored with what the generator says it made. Started by bench/completeness.sh.
import { existsSync, readFileSync } from 'node:fs'
import { countedTrades, get, sleep, waitFor } from '../lib/service.mjs'

const [pid, feedPort, httpPort, reportFile, exchange, id, rate, markets, seconds, settle, extra] = process.argv.slice(2)
const BAR_MS = 10_000

await waitFor(pid, 'the generator runs', 320_000, async () => (await get(feedPort, '/_stats')).emitted > 0)
const began = Date.now()
if (!extra.startsWith('killed')) await sleep(Number(seconds) * 1_000)

// Back-fill goes on while the generator lingers: done when everything is counted, or nothing changes any more.
// A silo that was started again counts from its start: then only the bars tell, and the whole time is waited for.
const countedNow = async () => countedTrades(await get(httpPort, '/api/v1/markets').catch(() => []))
const expected = Number(rate) * Number(seconds)
const end = Date.now() + Number(settle) * 1_000 - 5_000
let counted = 0
let steadySince = Date.now()
while (Date.now() < end) {
  const now = await countedNow()
  if (now !== counted) steadySince = Date.now()
  counted = now
  if (counted >= expected || (exchange === 'bybit' && Date.now() - steadySince > 20_000)) break
  await sleep(500)
}
const settledAfter = (Date.now() - began) / 1_000 - Number(seconds)
await get(feedPort, '/_stop').catch(() => null)
await waitFor(pid, 'the generator has written its report', Number(settle) * 1_000 + 60_000, () => existsSync(reportFile) && JSON.parse(readFileSync(reportFile, 'utf8')))
const report = JSON.parse(readFileSync(reportFile, 'utf8'))
await sleep(4_000)

const views = await get(httpPort, '/api/v1/markets')
const nameOf = new Map(views.map(view => [view.market.slice(view.market.indexOf(':') + 1).toUpperCase(), view.market]))
const gaps = (await get(httpPort, '/api/v1/gaps')).filter(gap => !gap.filledBy)
const gapsOf = market => gaps.filter(gap => gap.market === market)
const timeOf = value => typeof value === 'number' ? value : Date.parse(value)

const from = Math.floor(report.startedAt / BAR_MS) * BAR_MS - BAR_MS
const to = Math.ceil(report.endedAt / BAR_MS) * BAR_MS + BAR_MS
const stored = new Map()
const all = [...nameOf.values()]
for (let i = 0; i < all.length; i += 25) {
  const list = all.slice(i, i + 25).map(encodeURIComponent).join('+')
  const body = await get(httpPort, `/historical/${from}/${to}/${BAR_MS}/${list}`)
  const c = body.columns
  for (const row of body.results) {
    stored.set(`${row[c.market]} ${row[c.time] * 1_000}`, { buys: row[c.cbuy] ?? 0, sells: row[c.csell] ?? 0, buyQuote: row[c.vbuy] ?? 0, sellQuote: row[c.vsell] ?? 0 })
  }
}

const wrong = []
let bars = 0, worst = 0, missing = 0, inGaps = 0
for (const [key, market] of Object.entries(report.markets)) {
  const name = nameOf.get(key.split(':')[1].toUpperCase())
  if (!name) { wrong.push(`${key}: not followed`); continue }
  for (const bar of market.bars) {
    bars++
    const want = bar.generated
    const have = stored.get(`${name} ${bar.time}`) ?? { buys: 0, sells: 0, buyQuote: 0, sellQuote: 0 }
    const lost = want.buys + want.sells - have.buys - have.sells
    if (lost === 0 && have.buys === want.buys) {
      for (const [mine, theirs] of [[have.buyQuote, want.buyQuote], [have.sellQuote, want.sellQuote]]) {
        if (Number(theirs) > 0) worst = Math.max(worst, Math.abs(mine - Number(theirs)) / Number(theirs))
      }
      continue
    }
    const told = gapsOf(name).some(gap => timeOf(gap.before?.time ?? gap.beforeUnixMs ?? gap.from) < bar.time + BAR_MS && timeOf(gap.after?.time ?? gap.afterUnixMs ?? gap.to) >= bar.time)
    missing += lost
    if (lost > 0 && told) inGaps += lost
    else wrong.push(`${name} ${new Date(bar.time).toISOString()}: generated ${want.buys}+${want.sells}, stored ${have.buys}+${have.sells}`)
  }
}

const isRight = wrong.length === 0 && worst <= 1e-9
const rest = JSON.stringify(report.rest[exchange] ?? {})
console.log(`| ${id} | ${markets} | ${rate} | ${extra || '-'} | ${report.generated} | ${counted} | ${bars} | ${worst.toExponential(1)} | ${missing} (${inGaps} inside ${gaps.length} gaps) | ${settledAfter.toFixed(0)} s | ${rest} | ${isRight ? 'exact' : 'WRONG'} |`)
if (!isRight) {
  console.error(wrong.slice(0, 10).join('\n'), wrong.length > 10 ? `\n... ${wrong.length} bars in all` : '')
  console.error(JSON.stringify(gaps.slice(0, 3)))
  process.exit(1)
}

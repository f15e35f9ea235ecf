// After a silo was killed: how long before it the gaps begin. What had been received two seconds before must be in the store. Started by bench/database.sh.
import { get } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'

const { httpPort, killedAt } = options
// A second, its hand-over and its write: half a second each.
const MOST_MS = 2_000
const gaps = await get(httpPort, '/api/v1/gaps')
const before = gaps.map(gap => killedAt - gap.beforeUnixMs)
if (before.length === 0 || !before.every(Number.isFinite)) throw new Error(`expected gaps with a beginning, found ${JSON.stringify(gaps.slice(0, 2))}`)
const longest = Math.max(...before)
console.log(`${gaps.length} gaps, ${gaps.filter(gap => !gap.filledBy).length} not filled; the earliest begins ${longest} ms before the kill`)
process.exit(longest > MOST_MS ? 1 : 0)

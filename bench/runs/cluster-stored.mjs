// Keeps what verify-influx.mjs has found of one case of bench/cluster.sh, and says it.
import { readFileSync } from 'node:fs'
import { options } from '../lib/options.mjs'
import { keep } from '../lib/results.mjs'

const { stored, out, ...case_ } = options
const found = JSON.parse(readFileSync(stored, 'utf8'))
keep(out, { ...case_, kind: 'stored', ...found })
console.error(`${case_.silos} silos at ${case_.rate}/s: stored ${found.tradesStored} of ${found.tradesExpected}, ${found.exactMarkets} of ${found.markets} markets exact${found.wrongMarkets > 0 ? ` WRONG ${JSON.stringify(found.examples)}` : ''}`)

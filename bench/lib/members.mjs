// Several silos: what each tells of itself, and the sums.
import { readProcess } from './process.mjs'
import { get, waitFor, waitSubscribed, sleep } from './service.mjs'

/** The silos that a script has started: [{pid, httpPort}, …]. */
export const membersOf = ({ pids, httpPorts }) => {
  const list = text => String(text).split(',').filter(Boolean).map(Number)
  const ports = list(httpPorts)
  return list(pids).map((pid, at) => ({ pid, httpPort: ports[at] }))
}

/** Waits until every silo is ready and sees all, every market is subscribed, and the warm-up is over. */
export async function waitWarm (members, { silos, feedPort, markets, warmup }) {
  for (const { pid, httpPort } of members) {
    await waitFor(pid, 'the silo is ready and sees all others', 180_000, async () => {
      const { silos: seen } = await get(httpPort, '/api/v1/status')
      return silos === 0 || seen.filter(one => one.state === 'active').length === members.length
    })
  }
  await waitSubscribed(members[0].pid, feedPort, markets)
  await sleep(warmup * 1_000)
}

/** Every measure of a silo as Prometheus text tells it: [{name, labels, value}, …]. */
export async function readMeasures (httpPort) {
  const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`, { signal: AbortSignal.timeout(20_000) })).text()
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)/gm)].map(([, name, labels = '', value]) => ({ name, labels, value: Number(value) }))
}

/** The sum of a measure over all series that have these labels. */
export const sumOf = (measures, name, ...labels) => measures
  .filter(one => one.name === name && labels.every(label => one.labels.includes(label))).reduce((sum, one) => sum + one.value, 0)

const SENT = 'orleans_messaging_sent_messages_size_bytes'
const AGE = 'squeezeflow_symbols_batch_age_milliseconds_count'
const BETWEEN = 'ConnectionDirection="SiloToSilo"'

/** What a silo has done up to now, besides what its process tells. */
export async function readMember ({ pid, httpPort }) {
  const measures = await readMeasures(httpPort)
  return {
    process: readProcess(pid), symbols: sumOf(measures, 'orleans_catalog_activations', 'grain_type="symbol"'),
    sentBytes: sumOf(measures, `${SENT}_sum`, BETWEEN), sentMessages: sumOf(measures, `${SENT}_count`, BETWEEN),
    here: sumOf(measures, AGE, 'from="here"'), elsewhere: sumOf(measures, AGE, 'from="elsewhere"')
  }
}

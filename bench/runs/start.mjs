// Asks a starting service until it is ready; prints what it took. Started by bench/start.sh.
import { readProcess } from '../lib/process.mjs'
import { sleep } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { keep } from '../lib/results.mjs'

const { pid, httpPort, begun, limit, out, ...case_ } = options
const answers = async path => (await fetch(`http://127.0.0.1:${httpPort}${path}`, { signal: AbortSignal.timeout(5_000) }).catch(() => null))?.status === 200
const reached = {}
for (const [name, path] of [['live', '/health/live'], ['ready', '/health/ready'], ['health', '/health']]) {
  while (!await answers(path)) {
    readProcess(pid) // throws when it has ended
    if (Date.now() - begun > limit * 1_000) throw new Error(`${path} has not answered 200 within ${limit} s`)
    await sleep(10)
  }
  reached[name] = (Date.now() - begun) / 1_000
}
const { cpu, rss, threadCount } = readProcess(pid)
keep(out, { ...case_, ...reached, cpu, rss, threads: threadCount })

// Groups the samples of bench/profile.sh by thread, cause and method, and writes folded stacks for flame graphs.
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { basename, join } from 'node:path'
import { causeOf, isIn, places, wakerOf, withoutWrappers } from './profile-causes.mjs'
import { options } from '../lib/options.mjs'

const { kind, stacks, threads, frequency, seconds, top, folder } = options

/** One frame as library!Type::Method, async methods by their own name, the tier behind where it is not the last. */
function nameOf (symbol, library) {
  const code = /^(?:.*? )?\[([\w.]+)\] (.+?)::(\S+?)\((?:.*)\)(\[\w+\])?$/.exec(symbol)
  if (!code) return `${basename(library)}!${symbol === '[unknown]' ? '?' : symbol.replace(/\+0x[\da-f]+$/, '')}`
  const [, , type, method, tier] = code
  const shown = `${type.replace(/\[.*\]$/, '')}::${method}`.replace(/\+<([^>]+)>d__\d+(\S*?)::MoveNext$/, '::$1 (async)').replace(/`\d+/g, '')
  return shown + (tier && !/Tier1|PreCompiled|Optimized/.test(tier) ? tier : '')
}

// Wake-ups are recorded on the whole machine, since time-outs and sockets wake from wherever the processor is: those of our threads count.
const ours = new Set(readFileSync(threads, 'utf8').split('\n'))
const samples = []
let sample = null
for await (const line of createInterface({ input: createReadStream(stacks) })) {
  if (line === '') { sample = null; continue }
  if (line[0] !== '\t' && line[0] !== ' ') {
    const head = /^\s*(.*?)\s+(\d+)\s+(\d+)(?:\s+comm=(.*?) pid=(\d+) .*)?\s*$/.exec(line)
    sample = head && (kind !== 'wake' || ours.has(head[5])) ? { thread: head[1], isOurs: ours.has(head[2]), woken: head[4], frames: [] } : null
    if (sample) samples.push(sample)
    continue
  }
  const frame = /^\s+[\da-f]+ (.*) \(([^()]*(?:\([^()]*\))?)\)$/.exec(line)
  if (frame && sample) sample.frames.push(nameOf(frame[1], frame[2]))
}
if (samples.length === 0) { console.error('perf has taken no sample: the process did nothing, or was gone'); process.exit(1) }

// A sample of CPU stands for the time to the next; an event for itself.
const [unit, each] = kind === 'wake' ? ['wake-ups/s', 1 / seconds] : ['ms/s', 1_000 / frequency / seconds]
const anyFeed = thread => thread.replace(/^feed .*/, 'feed *')
const tally = entries => {
  const counts = new Map()
  for (const entry of entries) counts.set(entry, (counts.get(entry) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
const show = (title, rows) => {
  console.log(`\n| ${title} | share | ${unit} |\n|---|---|---|`)
  for (const [name, count] of rows) console.log(`| ${name} | ${(100 * count / samples.length).toFixed(1)} % | ${(count * each).toFixed(2)} |`)
}
const managed = /^(SqueezeFlow|Orleans|Microsoft|System|Interop|OpenTelemetry)/
const isPlumbing = name => /!\?$|^System\.Threading\.(Thread|ThreadPool|PortableThreadPool|ExecutionContext)|^System\.Runtime\.CompilerServices\.Async/.test(name)

console.log(`\n${samples.length} samples in ${seconds} s: ${(samples.length * each).toFixed(1)} ${unit}`)
const bare = samples.map(one => ({ ...one, thread: anyFeed(one.thread), frames: withoutWrappers(one.frames) }))
if (kind === 'wake') {
  show('thread woken', tally(bare.map(({ woken }) => anyFeed(woken))))
  show('woken by', tally(bare.map(one => wakerOf(one, one.isOurs))))
  show('thread ← woken by', tally(bare.map(one => `${anyFeed(one.woken)} ← ${wakerOf(one, one.isOurs)}${one.isOurs ? ` (${one.thread})` : ''}`)).slice(0, top))
} else {
  show('thread', tally(bare.map(({ thread }) => thread)))
  show('cause (each sample once)', tally(bare.map(causeOf)))
  show('innermost frame', tally(samples.map(({ frames }) => frames[0] ?? 'none')).slice(0, top))
}
if (kind !== 'wake') show('place (shares overlap)', places.map(place => [place.name, samples.filter(one => isIn(place, one)).length]).filter(([, count]) => count > 0))
show('method, all below it included', tally(samples.flatMap(({ frames }) => [...new Set(frames.filter(name => managed.test(name) && !isPlumbing(name)))])).slice(0, top))
show('nearest method of ours or Orleans', tally(samples.map(({ thread, frames }) =>
  frames.find(name => /^(SqueezeFlow|Orleans|Microsoft\.|OpenTelemetry)/.test(name)) ?? `none (${anyFeed(thread)})`)).slice(0, top))

mkdirSync(folder, { recursive: true })
const folded = tally(samples.map(({ thread, frames }) => [thread, ...[...frames].reverse()].map(name => name.replace(/;/g, ',')).join(';')))
writeFileSync(join(folder, 'folded.txt'), folded.map(([stack, count]) => `${stack} ${count}`).join('\n') + '\n')

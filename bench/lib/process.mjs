// What the kernel tells of a process: CPU, context switches, memory, threads and handles; as a whole and by groups of threads.
import { readFileSync, readdirSync } from 'node:fs'

const TICKS_PER_SECOND = 100
const GROUPS = [
  ['feed', /^feed /], ['pool', /^\.NET TP Worker/], ['gate', /^\.NET TP Gate/], ['compiler', /^\.NET Tiered/],
  ['gc', /^\.NET (Server GC|BGC|GC|Finalizer)/], ['timer', /^\.NET Timer/], ['sockets', /^\.NET Sock/], ['metrics', /^(OpenTelemetry|\.NET Counter)/]
]
export const groupNames = [...GROUPS.map(([name]) => name), 'other']
const groupOf = thread => GROUPS.find(([, pattern]) => pattern.test(thread))?.[0] ?? 'other'

const readOrNull = path => { try { return readFileSync(path, 'utf8') } catch { return null } }
const listOrNone = path => { try { return readdirSync(path) } catch { return [] } }
const field = (text, name) => Number(text?.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1] ?? 0)
const fieldsOf = stat => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

/** The thread groups of a process with CPU seconds and switches since each thread began. */
function readThreads (pid) {
  const threads = new Map()
  for (const id of listOrNone(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${id}`
    const stat = readOrNull(`${folder}/stat`), status = readOrNull(`${folder}/status`), schedule = readOrNull(`${folder}/schedstat`)
    if (!stat || !status) continue // ended between the list and the read
    const ticks = fieldsOf(stat)
    threads.set(id, {
      group: groupOf(stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))),
      cpu: schedule ? Number(schedule.split(' ')[0]) / 1e9 : (Number(ticks[11]) + Number(ticks[12])) / TICKS_PER_SECOND,
      voluntary: field(status, 'voluntary_ctxt_switches'), involuntary: field(status, 'nonvoluntary_ctxt_switches')
    })
  }
  return threads
}

/** Everything of one process at this moment. CPU in seconds, memory in MB. Throws when it has ended. */
export function readProcess (pid) {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (!stat || fieldsOf(stat)[0] === 'Z') throw new Error(`the process ${pid} has ended`)
  const fields = fieldsOf(stat), status = readOrNull(`/proc/${pid}/status`)
  return {
    at: performance.now() / 1_000, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    kernel: Number(fields[12]) / TICKS_PER_SECOND, faults: Number(fields[7]),
    rss: field(status, 'VmRSS') / 1024, anonymous: field(status, 'RssAnon') / 1024, peak: field(status, 'VmHWM') / 1024,
    threadCount: field(status, 'Threads'), handles: listOrNone(`/proc/${pid}/fd`).length, threads: readThreads(pid)
  }
}

/** What happened between two readings: CPU in ms a second, switches a second, in all and by group. */
export function between (first, last) {
  const seconds = last.at - first.at
  const groups = Object.fromEntries(groupNames.map(name => [name, { cpuMs: 0, voluntary: 0, involuntary: 0 }]))
  for (const [id, now] of last.threads) {
    const before = first.threads.get(id), group = groups[now.group]
    group.cpuMs += (now.cpu - (before?.cpu ?? 0)) * 1_000 / seconds
    group.voluntary += (now.voluntary - (before?.voluntary ?? 0)) / seconds
    group.involuntary += (now.involuntary - (before?.involuntary ?? 0)) / seconds
  }
  const sum = key => Object.values(groups).reduce((total, group) => total + group[key], 0)
  return {
    seconds, cpuMs: (last.cpu - first.cpu) * 1_000 / seconds, kernelMs: (last.kernel - first.kernel) * 1_000 / seconds,
    faults: (last.faults - first.faults) / seconds, voluntary: sum('voluntary'), involuntary: sum('involuntary'), groups,
    rss: last.rss, anonymous: last.anonymous, peak: last.peak, threads: last.threadCount, handles: last.handles
  }
}

/** The same as a sum over a process, its descendants and whoever else is of its session; children that have ended are in their parent's CPU. */
export function readTree (root) {
  const all = listOrNone('/proc').filter(name => /^\d+$/.test(name)).map(id => ({ id, stat: readOrNull(`/proc/${id}/stat`) })).filter(one => one.stat)
    .map(({ id, stat }) => ({ id, fields: fieldsOf(stat) }))
  const members = new Set([String(root)])
  for (let grown = true; grown;) {
    grown = false
    for (const { id, fields } of all) if (!members.has(id) && (members.has(fields[1]) || fields[3] === String(root))) { members.add(id); grown = true }
  }
  const total = { at: performance.now() / 1_000, cpu: 0, rss: 0, peak: 0, voluntary: 0, involuntary: 0, threads: 0, handles: 0, processes: 0 }
  for (const { id, fields } of all) {
    if (!members.has(id)) continue
    const status = readOrNull(`/proc/${id}/status`)
    total.cpu += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / TICKS_PER_SECOND
    total.rss += field(status, 'VmRSS') / 1024
    total.peak += field(status, 'VmHWM') / 1024
    total.handles += listOrNone(`/proc/${id}/fd`).length
    total.processes++
    for (const thread of readThreads(id).values()) { total.voluntary += thread.voluntary; total.involuntary += thread.involuntary; total.threads++ }
  }
  if (!all.some(({ id, fields }) => id === String(root) && fields[0] !== 'Z')) throw new Error(`the process ${root} has ended`)
  return total
}

/** The machine's load average of the last minute. */
export const loadNow = () => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])

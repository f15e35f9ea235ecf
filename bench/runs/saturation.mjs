// One rate of bench/saturation.sh: does the age of trades grow, or (burst) how old do they become in the first seconds?
import { loadNow, readProcess, between } from '../lib/process.mjs'
import { quantile, sampleAges, slope } from '../lib/ages.mjs'
import { settle, sleep, stats, waitSubscribed } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'
import { figure, keep } from '../lib/results.mjs'

const { mode, pid, feedPort, httpPort, report, markets, rate, warmup, window, growth, pace, verify, out, ...case_ } = options
const loadBefore = loadNow()
await waitSubscribed(pid, feedPort, markets)
if (mode === 'steady') await sleep(warmup * 1_000)

const first = readProcess(pid), firstStats = await stats(feedPort)
const samples = await sampleAges(feedPort, httpPort, window * 1_000, pace, verify === 'grains')
const last = readProcess(pid), lastStats = await stats(feedPort)
const used = between(first, last), emitted = lastStats.emitted - firstStats.emitted
const of = name => samples.filter(sample => sample[name] !== null).map(sample => [sample.at / 1_000, sample[name]])
const ages = name => of(name).map(([, age]) => age)
const growing = Math.max(slope(of('lag')), slope(of('grain')))
const judged = mode === 'burst' ? await settle(pid, feedPort, httpPort, report) : null

const achieved = emitted / used.seconds
const verdict = mode === 'burst' ? (judged.wrong.length === 0 ? 'exact' : 'WRONG')
  : achieved < 0.97 * rate ? 'generator behind'
    : of('lag').length < 3 ? 'no answer'
      : growing > growth || quantile(ages('lag'), 0.5) > 1_000 ? 'grows' : 'steady'
keep(out, {
  ...case_, mode, markets, rate, load: loadBefore, achieved, verdict, growing, cpuUsPerTrade: used.cpuMs * used.seconds * 1_000 / emitted, cores: used.cpuMs / 1_000, rss: used.rss, peak: used.peak,
  lagMedian: quantile(ages('lag'), 0.5), lagMax: quantile(ages('lag'), 1), readMax: quantile(ages('read'), 1), grainMedian: quantile(ages('grain'), 0.5), grainMax: quantile(ages('grain'), 1),
  backlogMb: lastStats.backlogBytes / 1048576, answers: of('lag').length, samples
})
console.error(`${rate}/s: ${figure(achieved)}/s generated, age at the reader ${figure(quantile(ages('lag'), 0.5))} ms (most ${figure(quantile(ages('lag'), 1))}), growing ${figure(growing, 1)} ms/s: ${verdict}`)
console.log(verdict)

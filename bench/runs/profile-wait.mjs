// Waits until all markets are subscribed and the service is warm.
import { sleep, waitSubscribed } from '../lib/service.mjs'
import { options } from '../lib/options.mjs'

await waitSubscribed(options.pid, options.feedPort, options.markets)
await sleep(options.warmup * 1_000)

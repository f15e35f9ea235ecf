// Prints how the generator's venue spells its markets, one a line, as its own list of instruments tells.
import { get, waitFor } from './service.mjs'
import { options } from './options.mjs'

const { feedPort, exchange } = options
const prefix = `/${exchange}`
async function pages (names = [], cursor = '') {
  const { result } = await get(feedPort, `${prefix}/v5/market/instruments-info?category=linear&limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
  names.push(...result.list.map(one => one.symbol))
  return result.nextPageCursor ? pages(names, result.nextPageCursor) : names
}
const lists = {
  binance: async () => (await get(feedPort, `${prefix}/api/v3/exchangeInfo`)).symbols.map(one => one.symbol),
  binance_futures: async () => (await get(feedPort, `${prefix}/fapi/v1/exchangeInfo`)).symbols.map(one => one.symbol),
  bybit: () => pages(),
  okx: async () => (await get(feedPort, `${prefix}/api/v5/public/instruments?instType=SPOT`)).data.map(one => one.instId),
  coinbase: async () => (await get(feedPort, `${prefix}/products`)).map(one => one.id)
}
const names = await waitFor(process.pid, 'the generator answers', 30_000, lists[exchange])
console.log(names.join('\n'))

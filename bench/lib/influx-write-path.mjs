// Lets an InfluxDB 1.6 or 1.7 be written to like a 1.8: turns POST /api/v2/write?bucket=db/policy into POST /write?db=&rp=, and passes everything else on as it is.
//   node bench/lib/influx-write-path.mjs --port P --to PORT-OF-INFLUXD
import { createServer, request } from 'node:http'
import { options } from './options.mjs'

const { port, to } = options
const PRECISIONS = { ns: 'n', us: 'u', ms: 'ms', s: 's' }

function translated (url, headers) {
  const { pathname, searchParams } = new URL(url, 'http://influxdb')
  if (pathname !== '/api/v2/write') return { path: url, headers }
  const [db, rp = ''] = searchParams.get('bucket').split('/')
  const query = new URLSearchParams({ db, rp, precision: PRECISIONS[searchParams.get('precision') ?? 'ns'] })
  const { authorization, ...others } = headers
  const credentials = /^Token ([^:]*:.*)$/.exec(authorization ?? '')?.[1]
  return { path: `/write?${query}`, headers: credentials ? { ...others, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } : others }
}

createServer((asked, answer) => {
  const { path, headers } = translated(asked.url, asked.headers)
  const passed = request({ host: '127.0.0.1', port: to, method: asked.method, path, headers }, told => {
    answer.writeHead(told.statusCode, told.headers)
    told.pipe(answer)
    told.on('error', () => answer.destroy())
  })
  // What the server does not answer is not answered here either.
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  asked.pipe(passed)
}).listen(port, '127.0.0.1')

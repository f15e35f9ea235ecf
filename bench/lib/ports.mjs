// Prints free ports of loopback, two unless told, from the range A-B if one is given: ports.mjs [A-B] [COUNT]
import { createServer } from 'node:net'

const [from, to] = (process.argv[2] || '0-0').split('-').map(Number)
const count = Number(process.argv[3] ?? 2)
const listen = port => new Promise(resolve => {
  const server = createServer()
  server.once('error', () => resolve(null))
  server.listen(port, '127.0.0.1', () => resolve(server))
})
const open = []
for (let port = from; open.length < count && (from === 0 || port <= to); port += from === 0 ? 0 : 1) {
  const server = await listen(port)
  if (server) open.push(server)
}
if (open.length < count) process.exit(1)
console.log(open.map(server => server.address().port).join(' '))
for (const server of open) server.close()

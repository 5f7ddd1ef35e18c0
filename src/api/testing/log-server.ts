import type { AddressInfo } from 'node:net'
import { openTestApi } from '../../../test/support/test-api.ts'
import { readKeptLog, readLog } from '../../engines/local/logs.ts'
import { buildApi } from '../server.ts'

// The real API over one file, in a process of its own, so that its memory can be measured:  node log-server.ts FILE

const [file = ''] = process.argv.slice(2)
const api = await openTestApi()
await api.person('owner')
await api.instance('otree1', 'owner')
const app = await buildApi({
  ...api.deps,
  engine: {
    ...api.deps.engine,
    logs: (_id, which, signal) => readLog(file, which, signal),
    keptLog: (_id, { bytes }) => readKeptLog(file, bytes),
  },
})
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
process.stdout.write(`${JSON.stringify({ port, token: await api.token('owner', 'read') })}\n`)
process.stdin.resume().on('end', () => void app.close().then(() => api.close()))

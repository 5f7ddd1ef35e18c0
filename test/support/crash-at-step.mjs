// Loaded with --import: ends the manager, or its gateway, by SIGKILL at the moment that stands in a file (`crashes.ts`), once.
import { subscribe } from 'node:diagnostics_channel'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const { OTM_DATA_DIR: dataDir } = process.env
const file = join(dataDir, '..', 'crash-at')

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // nothing is to crash
  }
}

function reach(moment) {
  const [victim, wanted] = read(file).split(' ')
  if (moment !== wanted) return
  rmSync(file)
  process.kill(victim === 'gateway' ? Number(read(join(dataDir, 'run', 'gateway.pid'))) : process.pid, 'SIGKILL')
}

subscribe('otm:step', ({ kind, step, index }) => reach(`${kind}:${index < 0 ? step : index}`))
subscribe('http.client.response.finish', ({ request }) => reach(`gateway:${request.path.split('/').at(-1)}`))

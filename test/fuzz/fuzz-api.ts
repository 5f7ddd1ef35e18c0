import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiPrefix } from '../../src/api/contract/endpoints.ts'
import { toUsername } from '../../src/domain/names.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { openTestApi, type TestApi } from '../support/test-api.ts'

// Sends nonsense and half-right requests, made by schemathesis (from PyPI) after the OpenAPI document, as nobody and with a token of each kind of caller:
//   npm run fuzz [examples per endpoint, default 30]
// No answer may be 5xx, of a status, a type or a shape that the document does not tell. Prints how many requests were tried; ends with 1 if one is wrong.

const schemathesis = 'schemathesis==4.32.5'
const [examples = '30'] = process.argv.slice(2)
const checks =
  'not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance'

const directory = await mkdtemp(join(tmpdir(), 'otm-fuzz-'))
const program = await install()
let failed = 0
for (const caller of ['nobody', 'super-user', 'owner', 'owner, reading only', 'co-experimenter', 'assistant', 'somebody else'] as const) {
  const api = await openTestApi() // afresh: what one caller removes the next one has
  try {
    const bearer = (await fill(api)).get(caller)
    const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
    console.log(`\n== ${caller}`)
    if ((await fuzz(program, url, bearer)) !== 0) failed += 1
  } finally {
    await api.close()
  }
}
await rm(directory, { recursive: true })
process.exitCode = failed === 0 ? 0 : 1

async function install(): Promise<string> {
  const place = resourcePath('build', 'fuzz')
  await mkdir(place, { recursive: true })
  if ((await run('python3', ['-m', 'venv', place])) !== 0)
    throw new Error('python3 cannot make a virtual environment. On Debian: apt-get install python3-venv.')
  if ((await run(join(place, 'bin', 'pip'), ['install', '--quiet', schemathesis])) !== 0)
    throw new Error(`${schemathesis} could not be installed.`)
  return join(place, 'bin', 'st')
}

async function fill(api: TestApi): Promise<ReadonlyMap<string, string>> {
  const people = { ada: 'super-user', berta: 'experimenter', clara: 'experimenter', david: 'experimenter', emil: 'experimenter' } as const
  for (const [username, role] of Object.entries(people)) await api.person(username, role)
  const { id } = await api.instance('otree1', 'berta')
  await api.repositories.create(id)
  await api.open.store.helpers.set({ instanceId: id, username: toUsername('clara'), role: 'co-experimenter', mayPay: false })
  await api.open.store.helpers.set({ instanceId: id, username: toUsername('david'), role: 'assistant', mayPay: true })
  return new Map([
    ['super-user', await api.token('ada', 'all')],
    ['owner', await api.token('berta', 'all')],
    ['owner, reading only', await api.token('berta', 'read')],
    ['co-experimenter', await api.token('clara', 'all')],
    ['assistant', await api.token('david', 'all')],
    ['somebody else', await api.token('emil', 'all')],
  ])
}

/** Names are those of what exists, mostly; a followed log would not end. */
async function fuzz(program: string, url: string, bearer: string | undefined): Promise<number> {
  const config = join(directory, 'schemathesis.toml')
  const authorization = bearer === undefined ? '' : `headers = { Authorization = "Bearer ${bearer}" }\n`
  await writeFile(config, `${authorization}[parameters]\nname = "otree1"\nusername = "emil"\nfollow = "false"\n`, { mode: 0o600 })
  const address = `${url}${apiPrefix}/openapi.json`
  const bounds = ['--max-examples', examples, '--phases', 'coverage,fuzzing', '--workers', '2', '--request-timeout', '20', '--seed', '1']
  return run(program, ['--config-file', config, 'run', address, '--checks', checks, ...bounds, '--no-color', '--warnings', 'off'])
}

async function run(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(file, args, { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] }) // it leaves a directory where it is
  const [code] = await once(child, 'exit')
  return code ?? 1
}

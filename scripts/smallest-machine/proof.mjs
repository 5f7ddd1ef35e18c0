// Runs inside the smallest machine, with its own Node: does what the README tells a person to do, and looks at the result.
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const checkout = process.argv[2]
const httpPort = await freePort()
const env = { ...process.env, OTM_HTTP_PORT: String(httpPort), OTM_SSH_PORT: String(await freePort()) }

const first = await measured('npm start, for the first time', startManager)
await measured('otm setup', () =>
  otm(['setup', '--username', 'lab', '--email', 'lab@example.org', '--name', 'Lab', '--password-stdin'], 'a-long-enough-password'),
)
await measured('otm instances create', () => otm(['instances', 'create', 'otree1', '--owner', 'lab']))
await measured('otm deploy', () => otm(['deploy', 'otree1', join(checkout, 'test/apps/rooms')]))
await measured('a page of oTree', () => expectStatus('/login', 200))
await measured('npm stop', () => runToEnd('npm', ['stop']))
await first.ended
const second = await measured('npm start, again', startManager)
await measured('the page of oTree is back', () => expectStatus('/login', 200))
await runToEnd('npm', ['stop'])
await second.ended

async function measured(title, work) {
  const began = performance.now()
  const result = await work()
  process.stdout.write(`  ✓ ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
  return result
}

/** @returns when it says that it is ready */
function startManager() {
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const ended = new Promise((resolve) => child.on('close', resolve))
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
        if (text.includes('is ready')) resolve({ ended })
      })
    }
    child.on('close', (code) => reject(new Error(`npm start ended with ${code}:\n${text}`)))
  })
}

function otm(args, input) {
  return runToEnd('node', [join(checkout, 'scripts/otm.mjs'), ...args], input)
}

function runToEnd(file, args, input = '') {
  const child = spawn(file, args, { cwd: checkout, env, stdio: ['pipe', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.on('data', (chunk) => (text += chunk))
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${file} ${args.join(' ')} ended with ${code}:\n${text}`))))
  })
}

/** An instance that has just been started again may still be booting. */
async function expectStatus(path, wanted) {
  const deadline = performance.now() + 60_000
  for (;;) {
    const status = await statusOf(path)
    if (status === wanted) return
    if (performance.now() > deadline) throw new Error(`${path} was answered with ${status}, not with ${wanted}.`)
    await sleep(200)
  }
}

function statusOf(path) {
  return new Promise((resolve, reject) => {
    const headers = { host: `otree1.localhost:${httpPort}` }
    request({ host: '127.0.0.1', port: httpPort, path, headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// git runs this as `pre-receive` (what was pushed waits in quarantine: shall it be taken?) and as `proc-receive` (it was taken: make the branch
// show it). Both ask the manager over its socket. Starts in a few dozen milliseconds because it imports next to nothing.
import { readSync, writeSync } from 'node:fs'
import { createConnection } from 'node:net'
import { resolve } from 'node:path'

const { OTM_HOOK_SOCKET: socketPath, OTM_HOOK_TOKEN: token, GIT_QUARANTINE_PATH: quarantinePath } = process.env
const hook = process.argv[2]
const say = (line) => writeSync(2, `${line}\n`)

function read(bytes) {
  const buffer = Buffer.alloc(bytes)
  let at = 0
  while (at < bytes) {
    const count = readSync(0, buffer, at, bytes - at, null)
    if (count === 0) break
    at += count
  }
  return buffer.subarray(0, at)
}

function readAll() {
  const parts = []
  for (let part = read(65_536); part.length > 0; part = read(65_536)) parts.push(part)
  return Buffer.concat(parts).toString()
}

const toUpdate = (line) => {
  const [old, updated, ref] = line.trim().split(' ')
  return { old, new: updated, ref }
}

/** Lines in git's packet format up to a flush packet. */
function readPackets() {
  const lines = []
  for (;;) {
    const length = Number.parseInt(read(4).toString(), 16)
    if (!(length > 4)) return lines
    lines.push(read(length - 4).toString())
  }
}

const writePacket = (line) => writeSync(1, `${(Buffer.byteLength(line) + 5).toString(16).padStart(4, '0')}${line}\n`)
const flush = () => writeSync(1, '0000')

/** Sends the question, says what the manager says, and gives the exit code; 1 when the manager goes away. */
function ask(question) {
  return new Promise((done) => {
    let rest = ''
    let code = null
    const connection = createConnection(socketPath)
    connection.setEncoding('utf8')
    connection.on('connect', () => connection.write(`${JSON.stringify({ token, hook, ...question })}\n`))
    connection.on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines.map((one) => JSON.parse(one))) {
        if (line.line !== undefined) say(line.line)
        if (line.exit !== undefined) code = line.exit
      }
      if (code !== null) connection.end()
    })
    connection.on('error', () => {})
    connection.on('close', () => {
      if (code === null) say('The manager was stopped. Push again when it is back: what it had begun to deploy it finishes by itself.')
      done(code ?? 1)
    })
  })
}

/** What `git push -o` sent. */
const pushOptions = () =>
  Array.from({ length: Number(process.env.GIT_PUSH_OPTION_COUNT ?? 0) }, (_, index) => process.env[`GIT_PUSH_OPTION_${index}`] ?? '')

async function preReceive() {
  const updates = readAll().split('\n').filter(Boolean).map(toUpdate)
  const alternates = (process.env.GIT_ALTERNATE_OBJECT_DIRECTORIES ?? '').split(':').filter(Boolean)
  const quarantine = quarantinePath && {
    objectDirectory: resolve(quarantinePath),
    alternateObjectDirectories: alternates.map((directory) => resolve(directory)).join(':'),
  }
  process.exitCode = await ask({ updates, options: pushOptions(), quarantine: quarantine || null })
}

async function procReceive() {
  readPackets()
  writePacket('version=1')
  flush()
  const updates = readPackets().map(toUpdate)
  const code = await ask({ updates, quarantine: null })
  for (const { ref } of updates) writePacket(code === 0 ? `ok ${ref}` : `ng ${ref} the manager did not take it`)
  flush()
}

await (hook === 'proc-receive' ? procReceive() : preReceive())

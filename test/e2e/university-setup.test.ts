import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { type CommandResult, runCommand, runToEnd } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { watchingCommandLines } from '../support/command-lines.ts'
import { freePort } from '../support/free-port.ts'
import { whyNoNamespace } from '../support/network/network-namespace.ts'
import { openUniversity, packageIndexUrl, type University } from '../support/network/university.ts'

const hindrance = await whyNoNamespace()
const word = 's3cret/word'
const setupMs = 480_000
let university: University
let registry: URL
let checkout: string
let environment: Record<string, string>

beforeAll(async () => {
  if (hindrance !== undefined) return
  registry = new URL((await runCommand('npm', ['config', 'get', 'registry'], { env: plainEnvironment() })).trim())
  university = await openUniversity([registry.hostname])
  university.proxy.sites.set(registry.hostname, registry.origin)
  await chmod(university.scratch, 0o711)
  checkout = join(university.scratch, 'checkout')
  await copyCheckout(checkout)
  environment = {
    ...plainEnvironment(),
    HOME: join(university.scratch, 'home'),
    OTM_HTTP_PORT: String(await freePort()),
    OTM_SSH_PORT: String(await freePort()),
    OTM_PACKAGE_INDEX_URL: packageIndexUrl,
    OTM_EXTRA_CA_FILE: university.authority.file,
    HTTPS_PROXY: university.proxyUrl,
  }
  await mkdir(join(university.scratch, 'home'))
})
afterAll(() => university?.close())

const plainEnvironment = (): Record<string, string> => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8' })

/** What git knows, without what a set-up would make. */
async function copyCheckout(to: string): Promise<void> {
  const files = await runCommand('git', ['-C', resourcePath(), 'ls-files', '-z'])
  for (const file of files.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    await copyFile(resourcePath(file), join(to, file))
  }
}

function npmStart(changes: Readonly<Record<string, string>>): Promise<CommandResult> {
  const [file = '', ...args] = [...university.launcher, 'npm', 'start']
  return runToEnd(file, args, { cwd: checkout, env: { ...environment, ...changes }, timeoutMs: 60_000 })
}

describe.skipIf(hindrance !== undefined)(
  `npm start in a university's network${hindrance === undefined ? '' : ` (skipped: ${hindrance})`}`,
  () => {
    it.each<readonly [string, () => Record<string, string>, string]>([
      [
        'a proxy that is not there',
        () => ({ HTTPS_PROXY: `http://${university.network.outside}:9` }),
        'cannot be reached (ECONNREFUSED). Correct HTTPS_PROXY.',
      ],
      ['no CA', () => ({ OTM_EXTRA_CA_FILE: '' }), 'Give its certificate (PEM) as OTM_EXTRA_CA_FILE.'],
      [
        'a CA file that is a private key',
        () => ({ OTM_EXTRA_CA_FILE: university.authority.keyFile }),
        'holds a private key and no certificate',
      ],
      [
        'a proxy that npm may not use for this',
        () => ({ npm_config_registry: 'https://elsewhere.example.edu/' }),
        'does not let this machine reach elsewhere',
      ],
    ])('says at once what is wrong with %s', async (_, changes, sentence) => {
      const { stderr, exitCode } = await npmStart(changes())
      expect(stderr).toContain(sentence)
      expect(exitCode).toBe(1)
    })

    it('asks for the password of the proxy', async () => {
      university.proxy.credentials = `berta:${word}`
      expect((await npmStart({})).stderr).toContain('asks for a password. Write it into HTTPS_PROXY: http://user:password@')
      const wrong = await npmStart({ HTTPS_PROXY: university.proxyUrl.replace('//', '//berta:not-it@') })
      expect(wrong.stderr).toContain('does not accept the user and the password in HTTPS_PROXY')
      expect(wrong.stderr + wrong.stdout).not.toContain('not-it')
    })

    it('sets everything up through the proxy, and the manager is ready', { timeout: setupMs }, async () => {
      const { commandLines, result } = await watchingCommandLines(() => startAndStop())
      expect(result).toContain('is ready')
      const forms = [word, encodeURIComponent(word)]
      for (const form of forms) {
        expect(result).not.toContain(form)
        expect(commandLines.filter((line) => line.includes(form))).toEqual([])
        expect(await filesWith(join(university.scratch, 'home'), form)).toEqual([])
      }
      expect(university.proxy.log).toContain(`GET ${registry.href}fastify/-/fastify-${await versionOf('fastify')}.tgz`)
    })
  },
)

/** @returns all that was printed */
async function startAndStop(): Promise<string> {
  const [file = '', ...args] = [...university.launcher, 'npm', 'start']
  const proxy = university.proxyUrl.replace('//', `//berta:${encodeURIComponent(word)}@`)
  const child = spawn(file, args, {
    cwd: checkout,
    env: { ...environment, HTTPS_PROXY: proxy },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const exited = new Promise((resolve) => child.once('exit', resolve))
  try {
    await waitUntil('the manager is ready', () => text.includes('is ready') || hasEnded(child, text), { timeoutMs: setupMs - 60_000 })
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
    await exited
  }
  return text
}

function hasEnded(child: ChildProcess, text: string): false {
  if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${text}`)
  return false
}

async function filesWith(directory: string, form: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await readFile(path, 'latin1')).includes(form)) found.push(path)
  }
  return found
}

async function versionOf(name: string): Promise<string> {
  const { packages } = JSON.parse(await readFile(resourcePath('package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>
  }
  return packages[`node_modules/${name}`]?.version ?? ''
}

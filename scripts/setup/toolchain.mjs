import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { runNpm } from './npm.mjs'
import { inRoot } from './paths.mjs'
import { SetupError, step } from './steps.mjs'

const wantedMajor = 24
const toolchainDir = inRoot('.toolchain')
const locked = ['package.json', 'package-lock.json'].map((file) => inRoot('scripts/toolchain', file))

/** Node 24 or newer and an npm for it: the running ones where they do, else locked packages of npm in `.toolchain/`.
 * @returns {Promise<{ node: string, npmCli: string }>} absolute paths */
export async function ensureToolchain() {
  const present = findToolchain()
  if (present) return present
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) throw new SetupError(needsNewerNode())
  const npmCli = findNpmCli()
  await step(`Node ${wantedMajor}`, () => install(npmCli))
  return installedToolchain()
}

/** The toolchain as far as it is there already; undefined before the first set-up. */
export function findToolchain() {
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return { node: process.execPath, npmCli: findNpmCli() }
  return existsSync(installedDir()) ? installedToolchain() : undefined
}

/** One directory per locked version, never changed once it is there: a running manager may still use an older one. */
function installedDir() {
  const hash = createHash('sha256')
  for (const file of locked) hash.update(readFileSync(file))
  return join(toolchainDir, `${hash.digest('hex').slice(0, 12)}-${process.platform}-${process.arch}`)
}

function installedToolchain() {
  const modules = join(installedDir(), 'node_modules')
  return { node: join(modules, `node-linux-${process.arch}/bin/node`), npmCli: join(modules, 'npm/bin/npm-cli.js') }
}

/** Installs beside and renames: an interrupted installation leaves only a directory that the next one removes. */
async function install(npmCli) {
  removeLeftOvers()
  const temporary = join(toolchainDir, `new-${process.pid}`)
  mkdirSync(temporary, { recursive: true })
  for (const file of locked) cpSync(file, join(temporary, file.slice(file.lastIndexOf('/') + 1)))
  const toolchain = { node: process.execPath, npmCli }
  await runNpm(toolchain, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', temporary], { cwd: temporary })
  renameSync(temporary, installedDir())
}

function removeLeftOvers() {
  if (!existsSync(toolchainDir)) return
  for (const name of readdirSync(toolchainDir)) {
    if (name.startsWith('new-')) rmSync(join(toolchainDir, name), { recursive: true, force: true })
  }
}

/** The program behind the command `npm`. It is run by a Node of our choice, so the script itself is wanted, not the command. */
function findNpmCli() {
  const started = process.env.npm_execpath
  const candidates = [
    ...(started?.endsWith('npm-cli.js') ? [started] : []),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    ...npmCommands(),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ]
  const found = candidates.find((file) => existsSync(file))
  if (!found)
    throw new SetupError('The command npm is missing on this machine. Install it (on Debian and Ubuntu: apt install npm) and start again.')
  return found
}

const npmCommands = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'npm'))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file))
    .filter((file) => file.endsWith('npm-cli.js'))

const needsNewerNode = () =>
  `oTree Manager needs Node ${wantedMajor}; this is ${process.version} on ${process.platform}/${process.arch}, for which it cannot fetch one by itself. ` +
  `Install Node ${wantedMajor} or newer and start again.`

import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { inRoot } from '../setup/paths.mjs'
import { runQuietly } from '../setup/run.mjs'
import { SetupError } from '../setup/steps.mjs'

const suite = 'bookworm'
const packages = ['ca-certificates', 'git', 'npm', 'python3']
const ordinaryUid = 1000

/** A Debian with `packages` and what they depend on, nothing that they recommend. */
export async function makeRoot(root) {
  if (existsSync(join(root, 'usr/bin/npm'))) return
  if (!existsSync('/usr/sbin/debootstrap')) throw new SetupError('The program debootstrap is missing. Install it: apt install debootstrap')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  await runQuietly('debootstrap', ['--variant=minbase', suite, root, findMirror()], { env })
  chmodSync(root, 0o755) // a temporary directory lets nobody else in
  copyAptSettings(root)
  await runQuietly('chroot', [root, 'apt-get', '-q', 'update'], { env })
  await runQuietly('chroot', [root, 'apt-get', '-q', '-y', '--no-install-recommends', 'install', ...packages], { env })
  await runQuietly('chroot', [root, 'useradd', '--create-home', '--uid', String(ordinaryUid), 'lab'], { env })
  rmSync(join(root, 'var/cache/apt/archives'), { recursive: true, force: true })
}

/** The mirror that this machine itself uses. */
function findMirror() {
  const directory = '/etc/apt/sources.list.d'
  const files = ['/etc/apt/sources.list', ...(existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : [])]
  const lines = files.filter((file) => existsSync(file)).flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const addresses = lines.map((line) => /^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s+)?)(https?:\S+)/.exec(line)?.[1]).filter(Boolean)
  const mirror = addresses.find((address) => /\/debian\/?$/.test(address))
  if (!mirror) throw new SetupError('No mirror of Debian is named in /etc/apt. This proof runs on Debian.')
  return mirror
}

/** Proxies, for one. What hooks into this machine's own directories stays out. */
function copyAptSettings(root) {
  const directory = '/etc/apt/apt.conf.d'
  for (const name of readdirSync(directory)) {
    const text = readFileSync(join(directory, name), 'utf8')
    if (/^\s*Acquire::/m.test(text) && !/DPkg|Post-Invoke/i.test(text)) writeFileSync(join(root, directory, name), text)
  }
}

/** Certificates, name resolution, and where npm, pip and uv fetch from: how this machine reaches the network at all. */
export function copyMachineSettings(root) {
  for (const file of ['/etc/resolv.conf', '/etc/hosts', '/etc/pip.conf', '/etc/uv/uv.toml']) copyInto(root, file)
  cpSync('/etc/ssl/certs', join(root, 'etc/ssl/certs'), { recursive: true, dereference: true, filter: (file) => !/\.0$/.test(file) })
  for (const home of ['root', 'home/lab']) writeFileSync(join(root, home, '.npmrc'), npmSettings(), { mode: 0o644 })
}

function copyInto(root, file) {
  if (!existsSync(file)) return
  mkdirSync(dirname(join(root, file)), { recursive: true })
  copyFileSync(file, join(root, file))
}

/** Both levels in one file, without what concerns the building of native packages here. */
const npmSettings = () =>
  ['/etc/npmrc', join(homedir(), '.npmrc')]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').replace(/^nodedir.*$/gm, ''))
    .join('\n')

/** Unpacks the last commit where its user may write. @returns its path inside */
export async function installCheckout(root, user) {
  const checkout = `/srv/${user}/otree-manager`
  const directory = join(root, checkout)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const tar = join(root, 'var/tmp/checkout.tar')
  await runQuietly('git', ['-c', `safe.directory=${inRoot()}`, 'archive', '--output', tar, 'HEAD'])
  await runQuietly('tar', ['-xf', tar, '-C', directory])
  if (user !== 'root') await runQuietly('chown', ['-R', `${ordinaryUid}:${ordinaryUid}`, directory])
  return checkout
}

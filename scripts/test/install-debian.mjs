import { existsSync, readdirSync } from 'node:fs'
import { runQuietly } from '../setup/run.mjs'
import { step } from '../setup/steps.mjs'

/** What tests need beyond the project's own: a package of Debian, and how one sees that it is there, however it came. */
const packages = [
  { name: 'git', file: '/usr/bin/git' },
  { name: 'openssh-client', file: '/usr/bin/ssh' },
  { name: 'bubblewrap', file: '/usr/bin/bwrap' },
  { name: 'postgresql', file: '/usr/lib/postgresql/*/bin/initdb' },
  { name: 'redis-server', file: '/usr/bin/redis-server' },
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'python3', file: '/usr/bin/python3' },
  // a Docker daemon, what it runs first in a container (`Init`), and what it writes rules with
  { name: 'docker.io', file: '/usr/sbin/dockerd' },
  { name: 'tini', file: '/usr/bin/docker-init' },
  { name: 'iptables', file: '/usr/sbin/iptables' },
]

/** Names of the packages that are missing. `*` in a path stands for any one directory. */
export const missingPackages = (isThere = isAnyThere) => packages.filter(({ file }) => !isThere(file)).map(({ name }) => name)

function isAnyThere(file) {
  const [before, after] = file.split('/*/')
  if (after === undefined) return existsSync(file)
  return existsSync(before) && readdirSync(before).some((name) => existsSync(`${before}/${name}/${after}`))
}

/** Installs what tests need from Debian, where that is possible: as root, on Debian. Elsewhere tests skip and say what they miss. */
export async function installDebianPackages() {
  const missing = missingPackages()
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  await step(`Debian packages for the tests: ${missing.join(', ')}`, () => install(missing), { out: process.stdout })
}

async function install(names) {
  if (!hasPackageLists()) await aptGet('update')
  await aptGet('install', ...names).catch(async () => {
    await aptGet('update') // the lists named versions that are gone
    await aptGet('install', ...names)
  })
}

const aptGet = (...words) =>
  runQuietly('apt-get', ['-q', '-y', '--no-install-recommends', ...words], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

const hasPackageLists = () =>
  existsSync('/var/lib/apt/lists') && readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages'))

import { existsSync, readdirSync } from 'node:fs'
import { runQuietly } from '../setup/run.mjs'
import { step } from '../setup/steps.mjs'

/** What tests need beyond the project's own: a package and a file by which one sees that it is there, however it came. */
const packages = [
  { name: 'git', files: ['/usr/bin/git'] },
  { name: 'openssh-client', files: ['/usr/bin/ssh'] },
  { name: 'bubblewrap', files: ['/usr/bin/bwrap'] },
  { name: 'postgresql', files: ['/usr/lib/postgresql'] },
  { name: 'redis-server', files: ['/usr/bin/redis-server'] },
  { name: 'chromium', files: ['/usr/bin/chromium', '/usr/bin/google-chrome'] },
  { name: 'python3', files: ['/usr/bin/python3'] },
]

/** Names of the packages that are missing. */
export const missingPackages = (isThere = existsSync) => packages.filter(({ files }) => !files.some(isThere)).map(({ name }) => name)

/** Installs what tests need from Debian, where that is possible: as root, on Debian. Elsewhere tests skip and say what they miss. */
export async function installDebianPackages() {
  const missing = missingPackages()
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  await step(`Debian packages for the tests: ${missing.join(', ')}`, () => install(missing), { out: process.stdout })
}

async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (!hasPackageLists()) await runQuietly('apt-get', ['-q', 'update'], { env })
  await runQuietly('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...names], { env }).catch(async () => {
    await runQuietly('apt-get', ['-q', 'update'], { env }) // the lists named versions that are gone
    await runQuietly('apt-get', ['-q', '-y', '--no-install-recommends', 'install', ...names], { env })
  })
}

const hasPackageLists = () =>
  existsSync('/var/lib/apt/lists') && readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages'))

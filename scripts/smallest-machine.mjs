import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runMain, SetupError, step } from './setup/steps.mjs'
import { copyMachineSettings, installCheckout, makeRoot } from './smallest-machine/root.mjs'
import { runInside } from './smallest-machine/run-inside.mjs'

const help = `Proves that oTree Manager needs no more than the README says: in a fresh Debian with git, npm and python3 alone, as an
ordinary user and as root, "npm start" comes up and an oTree project is deployed and answers.

  node scripts/smallest-machine.mjs [--root DIR] [--keep] [--user ordinary|root] [--only-root]

  --root DIR   use this directory; when a Debian is in it already, it is used as it is
  --keep       leave the directory there
  --user       only one of the two
  --only-root  make the Debian and stop

Needs root, debootstrap, about 2 GB in /var/tmp, and ten minutes. Takes the mirror, the certificates and the settings of npm and
pip from this machine. Not part of npm test.
`
const timeoutMs = 15 * 60_000

await runMain(async () => {
  const options = process.argv.slice(2)
  if (options.includes('--help')) return void process.stdout.write(help)
  if (process.getuid?.() !== 0)
    throw new SetupError('This needs root, since it makes a Debian of its own. Try: sudo node scripts/smallest-machine.mjs')
  const given = optionValue(options, '--root')
  const root = given ?? mkdtempSync(join('/var/tmp', 'otm-smallest-'))
  try {
    await step('a fresh Debian with git, npm and python3', () => makeRoot(root))
    copyMachineSettings(root)
    if (options.includes('--only-root')) return
    for (const user of ['ordinary', 'root']) {
      if ((optionValue(options, '--user') ?? user) !== user) continue
      process.stderr.write(`As ${user === 'root' ? 'root' : 'an ordinary user'}:\n`)
      const checkout = await step('a copy of the last commit', () => installCheckout(root, user))
      const code = await runInside({ root, user, checkout, timeoutMs })
      if (code !== 0) throw new SetupError(`The proof as ${user} failed (${code}). With --root DIR --keep its files stay to look at.`)
    }
  } finally {
    if (!given && !options.includes('--keep')) rmSync(root, { recursive: true, force: true })
  }
})

function optionValue(options, name) {
  const at = options.indexOf(name)
  return at === -1 ? undefined : options[at + 1]
}

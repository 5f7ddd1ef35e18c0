import { rm, writeFile } from 'node:fs/promises'
import { resourcePath } from '../../src/lib/resources.ts'
import { makeDataDir, type RunningManager, removeDataDir, startManager } from '../../test/support/running-manager.ts'
import { makeInstances } from './instances.ts'
import { type DemoPerson, makePeople } from './people.ts'

/** Beside the usual ones, so that a demonstration may run beside a manager at work. */
const ports = { httpPort: Number(process.env['OTM_HTTP_PORT'] ?? 8010), sshPort: Number(process.env['OTM_SSH_PORT'] ?? 2232) }
const demoFile = resourcePath('demo.json')

/** Runs the demonstration until somebody ends it; then nothing of it is left. @returns exit code */
async function runDemo(): Promise<number> {
  const dataDir = await makeDataDir()
  try {
    tell('starting the manager')
    const manager = await startManager({ dataDir, ...ports })
    const stopped = stopOnSignal(manager)
    try {
      await furnish(manager)
    } catch (error) {
      // half a demonstration is none, unless somebody ended it
      if (!stopped.asked)
        process.stderr.write(`\n  The demonstration could not be made: ${error instanceof Error ? error.message : error}\n`)
      await manager.stop()
      return stopped.asked ? 0 : 1
    }
    return (await manager.exited()) ?? 1
  } finally {
    await rm(demoFile, { force: true })
    await removeDataDir(dataDir)
  }
}

async function furnish(manager: RunningManager): Promise<void> {
  tell('making people')
  const people = await makePeople(manager)
  await makeInstances(manager, tell)
  await writeFile(demoFile, `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 })
  process.stdout.write(toBanner(people))
}

const toBanner = (people: readonly DemoPerson[]): string => `
  The demonstration is ready. Ctrl-C ends it; nothing of it is kept.

${people.map(({ role, user, password, url }) => `${role} ${user} ${password} ${url}\n`).join('')}
`

/** Any wish to end ends all of it: the directory is thrown away. */
function stopOnSignal(manager: RunningManager): { asked: boolean } {
  const state = { asked: false }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (state.asked) return
      state.asked = true
      tell('stopping instances, gateway and manager')
      void manager.stop()
    })
  }
  return state
}

const tell = (what: string): void => void process.stderr.write(`  … ${what}\n`)

process.exitCode = await runDemo()

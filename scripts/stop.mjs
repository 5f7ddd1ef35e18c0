import { setTimeout as sleep } from 'node:timers/promises'
import { dataDir, findManager, isServing } from './setup/data-dir.mjs'
import { isAlive } from './setup/process-identity.mjs'
import { runMain, SetupError, step } from './setup/steps.mjs'

const patienceMs = 120_000

await runMain(async () => {
  const manager = findManager()
  if (!manager) {
    process.stdout.write(isServing() ? `${goesOn()}\n` : `No oTree Manager is running on ${dataDir()}; nothing to stop.\n`)
    return
  }
  interrupt(manager.pid)
  await step(`stopping instances, gateway and manager (process ${manager.pid})`, () => waitForEnd(manager), { out: process.stdout })
  process.stdout.write('Stopped. The next npm start brings back the instances that ran.\n')
})

/** A manager that was ended alone, by SIGTERM or kill -9, leaves participants served. */
function goesOn() {
  return `The oTree Manager on ${dataDir()} has ended, and its instances go on serving. To stop them, too, run npm start, and then npm stop.`
}

/** What Ctrl-C is to the manager: stop everything in order, and remember what ran. */
function interrupt(pid) {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (error.code !== 'EPERM') throw error
    throw new SetupError(`The oTree Manager on ${dataDir()} (process ${pid}) belongs to another user. Stop it as that user.`)
  }
}

async function waitForEnd(manager) {
  const deadline = performance.now() + patienceMs
  while (isAlive(manager)) {
    if (performance.now() > deadline) {
      throw new SetupError(
        `It has not ended within ${patienceMs / 1000} seconds. It may still be stopping instances: see its log, or run npm stop again.`,
      )
    }
    await sleep(100)
  }
}

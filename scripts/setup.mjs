import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from './setup/build.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { takingTurns } from './setup/set-up-lock.mjs'
import { runMain } from './setup/steps.mjs'
import { ensureToolchain } from './setup/toolchain.mjs'

/** Gets everything that the project needs: Node 24, its npm packages, the built programs and pages. Every part is there already or
 * made now; it may be interrupted anywhere, and two may run at once. Needs no network when nothing is missing.
 * @param {{ build?: boolean }} options @returns {Promise<{ node: string, npmCli: string }>} */
export function setUp({ build = true } = {}) {
  return takingTurns(() => setUpAlone(build))
}

async function setUpAlone(build) {
  const toolchain = await ensureToolchain()
  await ensurePackages(toolchain)
  if (build) await ensureBuild(toolchain)
  return toolchain
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    await setUp()
  })
}

import { passSignalsOn } from './setup/manager.mjs'
import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'
import { installDebianPackages } from './test/install-debian.mjs'

// node scripts/docker-daemon.mjs: a Docker daemon of its own with images made of this machine's programs, where Docker Hub cannot be
// reached or is not to be asked. Prints the settings that let a manager use it; Ctrl-C ends it, and nothing of it is left.
await runMain(async () => {
  const { node } = await setUp({ build: false })
  await installDebianPackages()
  return runHere(node, ['--disable-warning=ExperimentalWarning', inRoot('test/support/docker/serve-daemon.ts')], { onStart: passSignalsOn })
})

import { passSignalsOn } from './setup/manager.mjs'
import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

// npm run demo: everything already there, on a throw-away directory, until Ctrl-C.
await runMain(async () => {
  const { node } = await setUp()
  return runHere(node, ['--disable-warning=ExperimentalWarning', inRoot('scripts/demo/demo.ts')], { onStart: passSignalsOn })
})

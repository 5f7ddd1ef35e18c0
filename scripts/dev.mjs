import { mkdirSync } from 'node:fs'
import { passSignalsOn } from './setup/manager.mjs'
import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

// npm run dev: the manager from its sources, started anew when one of them changes; instances and gateway go on meanwhile,
// since a restart is a SIGTERM. Pages: `node node_modules/vite/bin/vite.js build --watch -c web/vite.config.ts` beside it.
await runMain(async () => {
  const { node } = await setUp()
  mkdirSync(inRoot('data'), { recursive: true, mode: 0o711 })
  const args = ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning', inRoot('src/manager.ts')]
  return runHere(node, args, { onStart: passSignalsOn })
})

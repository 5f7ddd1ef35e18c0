import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

// npm run bench [-- --write] [-- name …]: measures and prints one table; with --write also into bench/RESULTS.md.
await runMain(async () => {
  const { node } = await setUp()
  return runHere(node, ['--disable-warning=ExperimentalWarning', inRoot('bench/run.ts'), ...process.argv.slice(2)])
})

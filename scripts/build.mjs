import { rmSync } from 'node:fs'
import { inRoot } from './setup/paths.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

/** `npm run build`: builds whether or not something changed. */
await runMain(async () => {
  rmSync(inRoot('build/stamp'), { force: true })
  await setUp()
})

import { runManager } from './setup/manager.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

await runMain(async () => runManager(await setUp()))

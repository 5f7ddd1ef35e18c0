import { mkdirSync } from 'node:fs'
import { inRoot } from './setup/paths.mjs'
import { runMain } from './setup/steps.mjs'
import { setUp } from './setup.mjs'
import { runChecks } from './test/checks.mjs'
import { installDebianPackages } from './test/install-debian.mjs'
import { printSummary } from './test/summary.mjs'
import { runVitest } from './test/vitest.mjs'

// npm test [-- --no-skips] [-- unit|real …files]: sets itself up, checks, tests, and ends with `N passed, N failed`.
const options = process.argv.slice(2)
const noSkips = options.includes('--no-skips') || process.env.OTM_CI === '1' || process.env.CI === 'true'
const filters = options.filter((option) => !option.startsWith('--'))

await runMain(async () => {
  const toolchain = await setUp()
  await installDebianPackages()
  mkdirSync(inRoot('test-results'), { recursive: true })
  const results = filters.length > 0 ? [] : await runChecks(toolchain)
  results.push(...(await runVitest(toolchain, filters)))
  return printSummary(results, { noSkips })
})

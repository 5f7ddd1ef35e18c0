import { existsSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from '../setup/paths.mjs'
import { runHere } from '../setup/run.mjs'

const outputFile = inRoot('test-results/vitest.json')
const reporter = inRoot('scripts/test/vitest-reporter.mjs')
/** What Node made of the programs' text: a manager that is started hundreds of times is compiled once, which is a quarter of its start. */
const compiled = inRoot('node_modules/.cache/compiled')

/** Runs the quick tests on every processor, then those with real servers, two files at a time.
 * @param {{ node: string }} toolchain @param {string[]} filters as Vitest takes them
 * @returns {Promise<import('./checks.mjs').Result[]>} */
export async function runVitest(toolchain, filters) {
  const results = []
  for (const project of ['unit*', 'real']) results.push(...(await runProject(toolchain, project, filters)))
  return results
}

async function runProject({ node }, project, filters) {
  rmSync(outputFile, { force: true })
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter', reporter, ...filters]
  const code = await runHere(node, ['--disable-warning=ExperimentalWarning', inRoot('node_modules/vitest/vitest.mjs'), ...args], {
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
      NODE_COMPILE_CACHE: compiled,
      OTM_TEST_RESULTS: outputFile,
    },
  })
  const results = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : []
  // whatever Vitest ends with, a failure must not get lost
  if (code !== 0 && !results.some(({ state }) => state === 'failed')) {
    results.push({ file: 'vitest', name: `${project} tests`, state: 'failed', detail: `Vitest ended with ${code}.` })
  }
  return results
}

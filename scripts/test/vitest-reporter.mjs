import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from '../setup/paths.mjs'

/** Prints one line per file, what its tests tell of themselves (`annotate`) and which did not pass, at once, as a run can be ended before its summary; and writes every test with its state and reason as JSON to $OTM_TEST_RESULTS. */
export default class LineReporter {
  onTestModuleEnd(module) {
    const results = resultsOf(module)
    const count = (state) => results.filter((result) => result.state === state).length
    const numbers = ['passed', 'failed', 'skipped'].flatMap((state) => (count(state) ? [`${count(state)} ${state}`] : []))
    const seconds = ((module.diagnostic().duration ?? 0) / 1000).toFixed(1)
    process.stdout.write(`  ${count('failed') ? '✗' : '✓'} ${nameOf(module)}: ${numbers.join(', ') || 'no tests'} (${seconds} s)\n`)
    for (const { name, state, detail } of results) {
      if (state !== 'passed') process.stdout.write(`      ${state}: ${name}: ${detail.trim().split('\n', 1)[0]}\n`)
    }
    for (const test of module.children.allTests()) {
      for (const { message } of test.annotations()) process.stdout.write(`      ${message}\n`)
    }
  }

  onTestRunEnd(modules, unhandledErrors) {
    const results = modules.flatMap(resultsOf)
    for (const error of unhandledErrors)
      results.push({ file: 'vitest', name: 'an error outside of any test', state: 'failed', detail: textOf(error) })
    if (process.env.OTM_TEST_RESULTS) writeFileSync(process.env.OTM_TEST_RESULTS, JSON.stringify(results))
  }
}

const nameOf = (module) => relative(root, module.moduleId)

function resultsOf(module) {
  const file = nameOf(module)
  const tests = [...module.children.allTests()].map((test) => toResult(file, test))
  const suites = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0)
  const broken = suites.map((suite) => ({
    file,
    name: suite === module ? 'the file itself' : suite.fullName,
    state: 'failed',
    detail: suite.errors().map(textOf).join('\n'),
  }))
  return [...tests, ...broken]
}

function toResult(file, test) {
  const { state, errors = [], note } = test.result()
  // a test that never came to its end (pending) did not pass
  const known = state === 'passed' || state === 'skipped' ? state : 'failed'
  return { file, name: test.fullName, state: known, detail: known === 'skipped' ? (note ?? '') : errors.map(textOf).join('\n') }
}

/** What went wrong and where in our code; the test runner's own lines are left out. */
const textOf = (error) =>
  [error.stack ?? error.message, error.diff]
    .filter(Boolean)
    .join('\n')
    .replace(/^.*node_modules.*\n?/gm, '')

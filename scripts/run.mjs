import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain, SetupError } from './setup/steps.mjs'
import { setUp } from './setup.mjs'

/** What `npm run fix|check|docs|fuzz` do: Node programs with their arguments, one after the other until one fails. */
const tasks = {
  fix: [['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.']],
  check: [
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    ['node_modules/typescript/bin/tsc', '-p', '.'],
    ['node_modules/typescript/bin/tsc', '-p', 'web'],
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'test/structure'],
  ],
  docs: [['scripts/docs/write-reference.ts']],
  fuzz: [['test/fuzz/fuzz-api.ts']],
}

await runMain(async () => {
  const [name = ''] = process.argv.slice(2)
  if (!(name in tasks)) throw new SetupError(`There is no task '${name}'. There are: ${Object.keys(tasks).join(', ')}.`)
  const { node } = await setUp({ build: false })
  for (const [program, ...args] of tasks[name]) {
    const code = await runHere(node, ['--disable-warning=ExperimentalWarning', inRoot(program), ...args])
    if (code !== 0) return code
  }
  return 0
})

import { existsSync } from 'node:fs'
import { inRoot } from '../setup/paths.mjs'
import { runNodeQuietly } from '../setup/run.mjs'

const checks = [
  { name: 'biome: style and lint', program: 'node_modules/@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'tsc: types of the programs', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  { name: 'tsc: types of the pages', program: 'node_modules/typescript/bin/tsc', args: ['-p', 'web'], needs: 'web/tsconfig.json' },
]

/** One result, of a check or of a test.
 * @typedef {{ file: string, name: string, state: 'passed' | 'failed' | 'skipped', detail: string }} Result */

/** Runs lint and types. @param {{ node: string }} toolchain @returns {Promise<Result[]>} */
export async function runChecks({ node }) {
  const results = []
  for (const { name, program, args, needs } of checks) {
    if (needs && !existsSync(inRoot(needs))) continue
    const result = await runCheck(node, { name, program, args })
    process.stdout.write(`  ${result.state === 'passed' ? '✓' : '✗'} ${name}\n`)
    results.push(result)
  }
  return results
}

async function runCheck(node, { name, program, args }) {
  const result = { file: 'checks', name }
  try {
    await runNodeQuietly(node, [inRoot(program), ...args])
    return { ...result, state: 'passed', detail: '' }
  } catch (error) {
    return { ...result, state: 'failed', detail: error.output ?? error.stack }
  }
}

import { ProgramFailed } from './run.mjs'

/** Runs one step of the set-up with one calm line on the terminal: what it is, a tick, how long it took.
 * @template T @param {string} title @param {() => Promise<T>} work @returns {Promise<T>} */
export async function step(title, work, { out = process.stderr } = {}) {
  const began = performance.now()
  if (out.isTTY) out.write(`  … ${title}`)
  try {
    const result = await work()
    out.write(`${out.isTTY ? '\r' : ''}  ✓ ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
    return result
  } catch (error) {
    out.write(`${out.isTTY ? '\r' : ''}  ✗ ${title}\n`)
    throw error
  }
}

/** A sentence for the person at the terminal; no stack is printed with it. */
export class SetupError extends Error {}

/** Runs a command of the project; failures end it with a sentence and, for a program, with what it printed. @param {() => Promise<number | undefined>} main */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = 1
    if (error instanceof ProgramFailed) process.stderr.write(`${error.output}\n${error.message}\n`)
    else process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`)
  }
}

import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'

/** Two set-ups of one checkout take turns.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export const takingTurns = (work) =>
  withLock(inRoot('.toolchain/setup.lock'), work, {
    onWait: (pid) => process.stderr.write(`  … waiting for another set-up (process ${pid})\n`),
  })

import { readFileSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { runHere } from './run.mjs'

/** Experimental is only what Node says of its SQLite. The manager is idle most of the time and never in a participant's way, so it is told to
 * be small rather than fast: 83 MiB became 70, and busy times leave less behind. */
const flags = JSON.parse(readFileSync(inRoot('scripts/setup/manager-flags.json'), 'utf8'))

/** Runs the manager on this terminal until it ends. @param {{ node: string }} toolchain @returns {Promise<number>} its exit code */
export const runManager = ({ node }, options = {}) =>
  runHere(node, [...flags, inRoot('build/manager.mjs')], { ...options, onStart: passSignalsOn })

/** Ctrl-C reaches the manager from the terminal, and from npm through us once more; it counts what comes within a second as one.
 * So we hand on only what the manager would otherwise miss: one SIGINT per second, and the wish that it alone shall end.
 * @param {import('node:child_process').ChildProcess} manager */
export function passSignalsOn(manager) {
  let lastMs = Number.NEGATIVE_INFINITY
  process.on('SIGINT', () => {
    if (performance.now() - lastMs > 1000) manager.kill('SIGINT')
    lastMs = performance.now()
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => manager.kill('SIGTERM'))
}

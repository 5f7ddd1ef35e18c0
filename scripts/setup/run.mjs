import { spawn } from 'node:child_process'
import { inRoot, root } from './paths.mjs'

/** A program that failed; `output` is everything that it printed. */
export class ProgramFailed extends Error {
  constructor(file, args, { code, signal, output }) {
    super(`${[file, ...args].join(' ')} ended with ${code ?? signal}.`)
    this.code = code
    this.output = output
  }
}

/** Runs a Node program quietly; it ends with this process. @returns what it printed @throws ProgramFailed */
export const runNodeQuietly = (node, args, options) =>
  runQuietly(node, ['--require', inRoot('scripts/setup/end-with-parent.cjs'), ...args], options)

/** Runs a program quietly. @returns what it printed @throws ProgramFailed */
export function runQuietly(file, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('error', reject)
    child.on('close', (code, signal) => (code === 0 ? resolve(output) : reject(new ProgramFailed(file, args, { code, signal, output }))))
  })
}

/** Runs a program on this terminal. @returns its exit code; 128 + number after a signal */
export function runHere(file, args, { env = process.env, cwd = root, onStart = () => undefined } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + signalNumber(signal)))
    onStart(child)
  })
}

const signalNumber = (signal) => ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[signal] ?? 1

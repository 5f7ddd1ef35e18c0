import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Builder, runUv } from './run-uv.ts'

/** A line of requirements that nothing could be got for. */
export interface MissingLine {
  readonly line: string
  readonly why: 'unknown' | 'no-such-version' | 'unreachable'
}

const atOnce = 4
const atMost = 300
const timeoutMs = 60_000

const reasons = [
  ['unknown', /was not found in the package registry|not found in the provided package locations/],
  ['no-such-version', /there (is|are) no versions? of|no version of/],
  ['unreachable', /error sending request|dns error|failed to lookup address|Failed to fetch|Git operation failed|Connection refused/i],
] as const

/** Looks for every single line whether it can be had, for uv ends at the first one that cannot. What takes too long, or fails for another reason, is left out. */
export async function findMissing(builder: Builder, lines: readonly string[]): Promise<MissingLine[]> {
  const signal = AbortSignal.any([builder.signal, AbortSignal.timeout(timeoutMs)])
  const waiting = [...lines.slice(0, atMost).entries()]
  const found = new Map<number, MissingLine>()
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const [index, line] = next
      const why = await askFor({ ...builder, signal, log: () => undefined }, line, index).catch(() => undefined) // too late
      if (why !== undefined) found.set(index, { line, why })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  builder.signal.throwIfAborted()
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, missing]) => missing)
}

/** @returns undefined when it can be had */
async function askFor(builder: Builder, line: string, index: number): Promise<MissingLine['why'] | undefined> {
  const name = `line-${index}.in`
  await writeFile(join(builder.room.input, name), `${line}\n`, { mode: 0o644 })
  const options = ['--no-deps', '--no-header', '--no-annotate', '--python', builder.python.executable]
  const { exitCode, stderr } = await runUv(builder, ['pip', 'compile', `/in/${name}`, ...options])
  return exitCode === 0 ? undefined : reasonIn(stderr)
}

/** Why a single line cannot be had, by what uv printed; undefined when it can be had, but does not build. */
export const reasonIn = (output: string): MissingLine['why'] | undefined => reasons.find(([, pattern]) => pattern.test(output))?.[0]

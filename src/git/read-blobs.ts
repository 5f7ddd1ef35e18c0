import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { gitEnv, gitSettings } from './git-command.ts'

/** The content of a few small objects, in the order of `objects`. */
export async function readBlobs(repository: string, objects: readonly string[], signal?: AbortSignal): Promise<readonly Buffer[]> {
  if (objects.length === 0) return []
  const child = spawn('git', [...gitSettings(), `--git-dir=${repository}`, 'cat-file', '--batch'], {
    env: gitEnv(),
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(signal ? { signal } : {}),
  })
  const closed = once(child, 'close')
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(objects.map((object) => `${object}\n`).join(''))
  const [output] = await Promise.all([buffer(child.stdout), closed])
  return splitBatch(output, objects.length)
}

/** Takes apart what `git cat-file --batch` prints: `<object> <type> <size>`, a line's end, the content, a line's end. */
function splitBatch(output: Buffer, count: number): readonly Buffer[] {
  const blobs: Buffer[] = []
  let at = 0
  while (blobs.length < count) {
    const end = output.indexOf('\n', at)
    const size = Number(output.subarray(at, Math.max(end, at)).toString().split(' ')[2])
    if (end < 0 || !Number.isInteger(size)) throw new Error('git did not give the content of an object.')
    blobs.push(output.subarray(end + 1, end + 1 + size))
    at = end + 1 + size + 1
  }
  return blobs
}

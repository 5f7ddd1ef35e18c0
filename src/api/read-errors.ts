import type { Engine } from '../domain/engine.ts'
import type { ErrorGroups } from '../domain/error-group.ts'
import type { InstanceId } from '../domain/names.ts'
import { ErrorFinder } from '../otree/errors/find-errors.ts'

/** Of more than that an instance has printed too much to be read again and again. */
const mostBytes = 16 * 1024 * 1024
/** Several pages of one instance are answered by one reading. */
const keptForMs = 10_000

interface Read {
  readonly at: number
  readonly groups: Promise<ErrorGroups>
}

/** Finds the errors in what is kept of an instance's log. The log is read piece by piece, with time for others in between, and once in ten seconds at most. */
export function createErrorReader(engine: Pick<Engine, 'keptLog'>, now: () => number = Date.now): (id: InstanceId) => Promise<ErrorGroups> {
  const reads = new Map<InstanceId, Read>()
  return (id) => {
    for (const [known, { at }] of reads) if (now() - at > keptForMs) reads.delete(known)
    const read = reads.get(id) ?? { at: now(), groups: find(engine, id) }
    read.groups.catch(() => reads.delete(id))
    reads.set(id, read)
    return read.groups
  }
}

async function find(engine: Pick<Engine, 'keptLog'>, id: InstanceId): Promise<ErrorGroups> {
  const finder = new ErrorFinder()
  const decoder = new TextDecoder()
  for await (const piece of engine.keptLog(id, { bytes: mostBytes })) {
    finder.push(decoder.decode(piece, { stream: true }))
    await new Promise(setImmediate)
  }
  return finder.read()
}

import { randomBytes } from 'node:crypto'
import type { Artifact, Inspection } from '../domain/deployment.ts'
import type { Engine, InstanceSpec, JobResult } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import { brokenProject } from './broken-project.ts'
import { type Found, foundSchema } from './inspection-schema.ts'

export interface InspectionRequest {
  readonly instance: InstanceSpec
  readonly artifact: Artifact
  /** As oTree itself gets it (`environment.ts`), so that what is found is what will be in force. */
  readonly environment: Readonly<Record<string, string>>
  /** Default 60 000. */
  readonly timeoutMs?: number
}

/** Imports the project's code in the engine's sandbox, without a database, and returns what it says of itself. Takes about 0.4 s.
 * Engines mount `src/otree/python` read-only at `/otm` in every job; the script is `/otm/inspect_project.py`.
 * @throws ManagerError `project.broken`, `cancelled` */
export async function inspectProject(engine: Pick<Engine, 'run'>, request: InspectionRequest, signal: AbortSignal): Promise<Inspection> {
  const nonce = randomBytes(16).toString('hex')
  const timeoutMs = request.timeoutMs ?? 60_000
  const result = await engine.run(
    {
      instance: request.instance,
      artifact: request.artifact,
      command: ['python', '/otm/inspect_project.py'],
      environment: { ...request.environment, OTM_INSPECT_NONCE: nonce },
      database: false,
      timeoutMs,
    },
    signal,
  )
  signal.throwIfAborted()
  return toInspection(result, { nonce, timeoutMs })
}

/** Reads the script's answer out of its output. What the project itself printed has no part in it: the line is marked with a random number.
 * @throws ManagerError `project.broken` */
export function toInspection(result: JobResult, { nonce, timeoutMs }: { nonce: string; timeoutMs: number }): Inspection {
  const found = parseAnswer(result.stdout, nonce)
  if (found === undefined) throw withoutAnswer(result, timeoutMs)
  if (found === 'unreadable') throw new ManagerError('project.broken', unreadable, { log: tail(result.stderr) })
  if (!found.ok) throw brokenProject(found)
  const { ok: _, ...inspection } = found
  return inspection
}

const unreadable =
  'What the project says of itself (rooms, session configurations, apps) is not in order. Look at settings.py: names must be text, and lists must be lists.'

function parseAnswer(stdout: string, nonce: string): Found | 'unreadable' | undefined {
  const mark = `@@otm:${nonce}@@`
  const line = stdout.split('\n').findLast((each) => each.startsWith(mark))
  if (line === undefined) return undefined
  const parsed = foundSchema.safeParse(parseJson(line.slice(mark.length)))
  return parsed.success ? parsed.data : 'unreadable'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // cut off, or not from our script
  }
}

function withoutAnswer({ exitCode, stderr }: JobResult, timeoutMs: number): ManagerError {
  const what =
    exitCode === 137 || exitCode === 143 || exitCode === -1 || exitCode === 124
      ? `was still being imported after ${timeoutMs / 1000} seconds, or took more memory than the instance may. Look for loops, waiting or large files at the top level of settings.py and of the apps`
      : `ended Python itself (exit code ${exitCode}) while it was imported. Look for os._exit and the like`
  return new ManagerError('project.broken', `The project's code ${what}.`, { log: tail(stderr) })
}

const tail = (text: string): string => text.slice(-4000)

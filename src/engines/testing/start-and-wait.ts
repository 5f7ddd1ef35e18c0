import { readFile } from 'node:fs/promises'
import type { RunSpec } from '../../domain/engine.ts'
import { testSettings } from '../local/environments/testing.ts'
import { createProcessEngine } from '../process/process-engine.ts'

/** A manager that is made to be killed: starts the process that the file describes, says when it begins, and stays. */
const [file = ''] = process.argv.slice(2)
const { dataDir, runtimeDir, spec, waits } = JSON.parse(await readFile(file, 'utf8')) as Task
setInterval(() => undefined, 60_000)
const engine = await createProcessEngine({ ...testSettings(dataDir), runtimeDir })
process.stdout.write('starting\n')
await engine.start(waits ? { ...spec, mayBoot: new Promise(() => {}) } : spec, new AbortController().signal)

interface Task {
  readonly dataDir: string
  readonly runtimeDir: string
  readonly spec: RunSpec
  /** Whether the process never gets its word to boot. */
  readonly waits: boolean
}

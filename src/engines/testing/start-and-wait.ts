import { readFile } from 'node:fs/promises'
import type { RunSpec } from '../../domain/engine.ts'
import { testSettings } from '../process/environments/testing.ts'
import { createProcessEngine } from '../process/process-engine.ts'

/** A manager that is made to be killed: starts the process that the file describes, says when it begins, and stays. */
const [file = ''] = process.argv.slice(2)
const { dataDir, runtimeDir, spec } = JSON.parse(await readFile(file, 'utf8')) as { dataDir: string; runtimeDir: string; spec: RunSpec }
const engine = await createProcessEngine({ ...testSettings(dataDir), runtimeDir })
process.stdout.write('starting\n')
await engine.start(spec, new AbortController().signal)
setInterval(() => undefined, 60_000)

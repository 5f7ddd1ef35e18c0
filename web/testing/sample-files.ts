import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceId } from '../../src/domain/names.ts'
import { type InstancePaths, instancePaths, processPaths } from '../../src/engines/local/paths.ts'
import { writeRecord } from '../../src/engines/local/process-record.ts'

/** The run before, and the one that runs, by their ids. */
export const [sampleRun, sampleRunning] = ['wsample22', 'wrunning2']

/** As if a run had ended that wrote a counter and a recording. */
export async function keepSampleFiles(dataDir: string, id: InstanceId): Promise<void> {
  const kept = join(pathsIn(dataDir, id).written, sampleRun)
  await mkdir(join(kept, 'recordings'), { recursive: true })
  await writeFile(join(kept, 'counter.txt'), '17\n')
  await writeFile(join(kept, 'recordings', 'participant-3.webm'), Buffer.alloc(40_000, 1))
}

/** As if oTree ran, in a copy of its release in which it has written. What is noted of it is this very process, which lives. */
export async function writeSampleFiles(dataDir: string, id: InstanceId): Promise<void> {
  const paths = pathsIn(dataDir, id)
  const { work, record } = processPaths(paths, sampleRunning)
  const release = join(paths.releases, sampleRunning)
  await mkdir(release, { recursive: true })
  await writeFile(join(release, 'settings.py'), 'SESSION_CONFIGS = []\n')
  await cp(release, work, { recursive: true, preserveTimestamps: true })
  await mkdir(join(work, 'exports'))
  await writeFile(join(work, 'exports', 'payments.csv'), 'participant,euro\n1,12.50\n2,9.00\n')
  await mkdir(paths.records, { recursive: true })
  await writeRecord(record, {
    ...{ processId: sampleRunning, bootId: '', since: new Date().toISOString(), commit: '5c0ffee5', release: sampleRunning, active: true },
    ...{ mark: work, sandboxed: false, pid: process.pid, startTicks: null },
  })
}

const pathsIn = (dataDir: string, id: InstanceId): InstancePaths => instancePaths({ dataDir, runtimeDir: dataDir }, id)

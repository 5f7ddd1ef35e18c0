import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { endProcess, hasEnded } from '../local/end-process.ts'
import { type ProcessPaths, processPaths } from '../local/paths.ts'
import { findByArgument, isAlive, readBootId, readProcess } from '../local/proc.ts'
import { forgetRecord, listRecords, readRecord, readState, writeRecord } from '../local/process-record.ts'
import { launch } from './launch.ts'
import { detectSandbox, type SandboxKind } from './sandbox.ts'
import { parseStatus, readExitCode, searchPid } from './status-file.ts'

let directory: string
let bootId: string
let working: SandboxKind
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-launch-'))
  bootId = await readBootId()
  working = await detectSandbox()
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const stateOf = (paths: ProcessPaths) => readState({ bootId, confinement: { findPid: searchPid, readExitCode } }, paths)

for (const withBubblewrap of [true, false]) {
  describe(withBubblewrap ? 'a process in bubblewrap' : 'a process without bubblewrap', () => {
    let paths: ProcessPaths
    let kind: SandboxKind
    beforeEach(async (ctx) => {
      if (withBubblewrap && working.bubblewrap === null) ctx.skip('bubblewrap does not work here')
      kind = withBubblewrap ? working : { ...working, bubblewrap: null }
      const records = join(directory, newId('r', 8))
      await mkdir(records)
      paths = processPaths({ ...plainPaths, records, log: records, work: records, run: records }, newId('p', 8))
    })

    const start = (script: string) =>
      launch(kind, {
        paths,
        record: { processId: 'p', bootId, since: new Date().toISOString(), commit: '', release: '', active: false, mark: paths.run },
        sandbox: {
          purpose: { kind: 'app', instance: null },
          image: null,
          mounts: [],
          workingDirectory: '/tmp',
          network: false,
          uid: null,
          command: ['/bin/sh', '-c', script, paths.run],
        },
        environment: { PATH: '/usr/bin:/bin' },
        output: paths.bootLog,
      })

    it('is found again by its record', async () => {
      const { identity } = await start('sleep 60; true')
      expect((await stateOf(paths))?.living).toEqual(identity)
      await endProcess(identity, 0)
      expect((await stateOf(paths))?.living).toBeNull()
      expect(await readFile(paths.bootLog, 'utf8')).toBe('')
    })

    it('is found by its arguments when its number was never written down, and then it is', async () => {
      const { identity } = await start('sleep 60; true')
      const record = await readRecord(paths.record)
      if (record) await writeRecord(paths.record, { ...record, pid: null, startTicks: null })
      expect((await stateOf(paths))?.living).toEqual(identity)
      expect(await readRecord(paths.record)).toMatchObject({ pid: identity.pid, startTicks: identity.startTicks })
      await endProcess(identity, 0)
    })

    it('tells how it ended', async () => {
      const { identity } = await start('echo bye; exit 9')
      const dead = async () => {
        const state = await stateOf(paths)
        return state?.living === null && state
      }
      // the first look that finds it dead tells it: nobody looks a second time
      expect((await waitUntil('it is dead', dead, { intervalMs: 0 })).exitCode).toBe(9)
      expect(await isAlive(identity, bootId)).toBe(false)
      expect(await readFile(paths.bootLog, 'utf8')).toBe('bye\n')
    })

    it('takes its children along', async () => {
      const { identity } = await start('sleep 61 & sleep 62; true')
      await endProcess(identity, 0)
      await waitUntil('all ended', async () => (await findByArgument(paths.run)).length === 0)
    })

    if (!withBubblewrap)
      it('is not waited for when it cannot be found yet: it lives', async () => {
        const { identity } = await start('sleep 60; true')
        const record = await readRecord(paths.record)
        // as while it is being started: not written down yet, and not seen by its arguments
        if (record) await writeRecord(paths.record, { ...record, pid: null, startTicks: null, mark: '/nowhere/at/all' })
        expect(await stateOf(paths)).toMatchObject({ living: null, exitCode: null })
        await endProcess(identity, 0)
        expect(await stateOf(paths)).toMatchObject({ living: null, exitCode: expect.any(Number) })
      })

    if (!withBubblewrap) return // then the one who asks is the one who saw it

    it('tells how it ended, however late that is noted', async () => {
      const { identity } = await start('sleep 3; exit 9')
      const [observer = Number.NaN] = (await findByArgument(paths.run)).filter((pid) => pid !== identity.pid)
      process.kill(observer, 'SIGSTOP')
      expect(await hasEnded(identity, 60_000)).toBe(true)
      const state = stateOf(paths)
      setTimeout(() => process.kill(observer, 'SIGCONT'), 300)
      expect(await state).toMatchObject({ living: null, exitCode: 9 })
    })

    it('does not tell how it ended when nobody saw it', async () => {
      const { identity } = await start('sleep 3; exit 9')
      for (const pid of await findByArgument(paths.run)) if (pid !== identity.pid) process.kill(pid, 'SIGKILL')
      expect(await hasEnded(identity, 60_000)).toBe(true)
      expect(await stateOf(paths)).toMatchObject({ living: null, exitCode: null })
    })
  })
}

describe('the record of a process', () => {
  const record = {
    processId: 'p',
    since: '',
    commit: '',
    release: '',
    active: false,
    mark: '/nowhere/at/all',
    sandboxed: true,
    pid: process.pid,
    startTicks: null,
  }

  it('of an earlier boot is dead, whoever has its number now', async () => {
    const paths = processPaths({ ...plainPaths, records: directory }, newId('p', 8))
    await writeRecord(paths.record, { ...record, bootId: 'an earlier one' })
    expect((await stateOf(paths))?.living).toBeNull()
  })

  it('with another start time is somebody else', async () => {
    const startTicks = (await readProcess(process.pid))?.startTicks ?? 0
    expect(await isAlive({ pid: process.pid, bootId, startTicks }, bootId)).toBe(true)
    expect(await isAlive({ pid: process.pid, bootId, startTicks: startTicks + 1 }, bootId)).toBe(false)
  })

  it('without a process was never started', async () => {
    const paths = processPaths({ ...plainPaths, records: directory }, newId('p', 8))
    await writeRecord(paths.record, { ...record, bootId, pid: null })
    expect(await stateOf(paths)).toMatchObject({ living: null, exitCode: null })
    expect(await listRecords(directory)).toContain(paths.record.split('/').at(-1)?.replace('.json', ''))
    await forgetRecord(paths)
    expect(await stateOf(paths)).toBeUndefined()
  })

  it('with a damaged file is none', async () => {
    const paths = processPaths({ ...plainPaths, records: directory }, newId('p', 8))
    await writeFile(paths.record, '{"proc')
    expect(await stateOf(paths)).toBeUndefined()
  })
})

it('reads what bubblewrap writes', () => {
  const text = '{ "child-pid": 215, "mnt-namespace": 402, "pid-namespace": 403 }\n{ "exit-code": 0 }'
  expect(parseStatus(text)).toEqual({ pid: 215, pidNamespace: 403, exitCode: 0 })
  expect(parseStatus('')).toEqual({ pid: null, pidNamespace: null, exitCode: null })
})

const plainPaths = {
  root: '',
  postgres: '',
  postgresData: '',
  releases: '',
  work: '/nowhere',
  written: '/nowhere',
  log: '/nowhere',
  otreeLog: '',
  records: '/nowhere',
  run: '/nowhere',
  postgresSocket: '',
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorListAnswer } from '../../src/api/contract/errors.ts'
import type { MachineMetricsAnswer, MetricsAnswer } from '../../src/api/contract/metrics.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'

let laboratory: Laboratory
beforeAll(async () => {
  laboratory = await openLaboratory()
})
afterAll(() => laboratory?.close())

const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '8' }

/** Opens the page that fails and sends it in, as often as is said. */
async function sendIn(origin: string, code: string, times: number): Promise<void> {
  const { headers } = await request(`${origin}/InitializeParticipant/${code}`)
  const page = new URL(String(headers.location), origin).pathname
  await request(origin + page)
  for (let time = 0; time < times; time++) {
    expect((await request(origin + page, { method: 'POST', headers: form, body: 'answer=3' })).status).toBe(500)
  }
}

describe.each([
  ['6.0.15', 'otree6'],
  ['5.11.5', 'otree5'],
])('oTree %s', (version, name) => {
  beforeAll(async () => {
    await laboratory.createInstance(name)
    await laboratory.manager.otm('instances', 'update', name, '--otree', version)
    const deployed = await laboratory.manager.otm('deploy', name, resourcePath('test', 'apps', 'faulty'))
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, ''])
    const api = await laboratory.otreeApi(name)
    const { code } = await api.createSession('faulty', 2)
    const [first, second] = await api.participants(code)
    await sendIn(laboratory.origin(name), first?.code ?? '', 2)
    await sendIn(laboratory.origin(name), second?.code ?? '', 1)
  })

  it('an error on a page is told once, with its line and page, how often it was, and by how many participants', async () => {
    const { items } = await laboratory.manager.otmJson<ErrorListAnswer>('errors', name)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      ...{ type: 'ZeroDivisionError', message: 'division by zero', file: 'faulty/__init__.py', line: 25, function: 'share' },
      ...{ page: 'faulty/Answer', count: 3, participants: 2 },
    })
    expect(Math.abs(Date.now() - Date.parse(items[0]?.lastAt ?? ''))).toBeLessThan(3600_000)
    expect(items[0]?.traceback).toContain('100 / (player.answer - player.answer)')
    const { stdout } = await laboratory.manager.otm('logs', name, '--all')
    expect(stdout).toContain('[page faulty/Answer, participant ')
  })

  it('what goes on is measured', async () => {
    const read = () => laboratory.manager.otmJson<MetricsAnswer>('activity', name)
    const isComplete = async (): Promise<MetricsAnswer | undefined> => {
      const found = await read()
      const measured = found.points.filter(({ requestsPerMinute, memoryMib }) => requestsPerMinute !== null && memoryMib !== null)
      return measured.some(({ cpuPercent }) => cpuPercent !== null) ? found : undefined
    }
    const { points, diskMib } = await waitUntil('something was measured', isComplete, { timeoutMs: 240_000, intervalMs: 1_000 })
    expect(Math.max(...points.map(({ memoryMib }) => memoryMib ?? 0))).toBeGreaterThan(20)
    expect(diskMib).toBeGreaterThan(5)

    const machine = await laboratory.manager.otmJson<MachineMetricsAnswer>('activity')
    const inUse = machine.points.filter(({ cpuPercent }) => cpuPercent !== null)
    expect(Math.max(...inUse.map(({ cpuPercent }) => cpuPercent ?? 0))).toBeGreaterThan(0)
    expect(Math.max(...inUse.map(({ memoryMib }) => memoryMib ?? 0))).toBeLessThan(machine.memoryMib)
    expect(machine.points.some(({ requestsPerMinute }) => (requestsPerMinute ?? 0) > 0)).toBe(true)
    expect((await laboratory.manager.otm('activity')).stdout).toContain('GiB are free.')
  })
})

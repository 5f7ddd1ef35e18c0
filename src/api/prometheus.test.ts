import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Usage } from '../domain/engine.ts'
import type { Activity } from '../domain/gateway.ts'
import type { InstanceId } from '../domain/names.ts'

let api: TestApi
let bearer: string
let activity: readonly Activity[] | null = null
let usage = new Map<InstanceId, Usage>()

beforeAll(async () => {
  api = await openTestApi({
    activity: async () => activity ?? Promise.reject(new Error('The gateway does not answer.')),
    lastUsage: () => usage,
  })
  bearer = await api.person('ada', 'super-user')
  const { id, siteId } = await api.instance('otree1', 'ada')
  await api.instance('otree2', 'ada')
  await api.open.store.instances.update(id, { state: 'ready' })
  const counted = { requests: 120, errors: 2, times: [10, 0, 20, 0, 70], lastRequestAt: null, participantSockets: 0, adminSockets: 0 }
  activity = [{ instanceId: siteId, participants: 12, waitingInRooms: 3, ...counted }]
  usage = new Map([[id, { memoryMib: 80.5, cpuSeconds: 7.25, processes: 3 }]])
})
afterAll(() => api.close())

const scrape = () => api.app.inject({ url: '/api/v1/metrics', headers: { authorization: `Bearer ${bearer}` } })

describe('what Prometheus reads', () => {
  it('is its text format: a type and a help for each name, then values', async () => {
    const answer = await scrape()
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = answer.body.split('\n').filter(Boolean)
    const typed = new Set(lines.flatMap((line) => /^# TYPE (\S+) (gauge|counter|histogram)$/.exec(line)?.[1] ?? []))
    const values = lines.filter((line) => !line.startsWith('#'))
    expect(values.filter((line) => !/^[a-z_]+(\{[a-z]+="[^"]*"\})? [\d.e+-]+$/.test(line))).toEqual([])
    const names = values.map((line) => line.split(/[{ ]/)[0]?.replace(/_(bucket|count)$/, '') ?? '')
    expect(names.filter((name) => !typed.has(name))).toEqual([])
    expect(lines.filter((line) => line.startsWith('# HELP'))).toHaveLength(typed.size)
  })

  it('tells health, states, the disk, and what each instance does and uses', async () => {
    const lines = (await scrape()).body.split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'otm_instances{state="ready"} 1',
        'otm_instances{state="failed"} 0',
        'otm_operations_running 0',
        'otm_health{check="gateway"} 0',
        'otm_participants{name="otree1"} 12',
        'otm_participants_waiting{name="otree1"} 3',
        'otm_requests_total{name="otree1"} 120',
        'otm_request_errors_total{name="otree1"} 2',
        'otm_instance_cpu_seconds_total{name="otree1"} 7.25',
        `otm_instance_memory_bytes{name="otree1"} ${80.5 * 1024 ** 2}`,
        'otm_response_seconds_bucket{le="0.001"} 10',
        'otm_response_seconds_bucket{le="0.002"} 30',
        'otm_response_seconds_bucket{le="0.004"} 100',
        'otm_response_seconds_bucket{le="+Inf"} 100',
        'otm_response_seconds_count 100',
      ]),
    )
    expect(lines.filter((line) => line.includes('otree2'))).toEqual([])
    expect(Number(/^otm_disk_free_bytes (\S+)$/m.exec(lines.join('\n'))?.[1])).toBeGreaterThan(0)
  })

  it('comes without the gateway, too, and says that it is away', async () => {
    const before = activity
    activity = null
    const { statusCode, body } = await scrape()
    activity = before
    expect(statusCode).toBe(200)
    expect(body).toContain('otm_health{check="gateway"} 2')
    expect(body).not.toContain('otm_requests_total')
  })
})

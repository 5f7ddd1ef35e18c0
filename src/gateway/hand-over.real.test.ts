import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { OtreeApi } from '../../test/support/otree-api.ts'
import { Participant } from '../../test/support/participant.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { mintAdminCookie, toCookieKey } from '../otree/cookie.ts'
import { startTestGateway, type TestGateway } from './test-gateway.ts'
import { type OtreeProcess, otreeSecrets } from './test-otree.ts'
import { type OtreePlace, openOtreePlace } from './test-otree-place.ts'
import { aRoute, aTable } from './test-routes.ts'

const key = toCookieKey(otreeSecrets.secretKey, otreeSecrets.adminPassword)

describe.each([
  ['6.0.15', '3.12'],
  ['5.10.4', '3.11'],
])('two processes of oTree %s on one database', (version, python) => {
  let reason = ''
  let place: OtreePlace
  let processes: OtreeProcess[] = []
  let gateway: TestGateway
  let current = 0

  beforeAll(async () => {
    const opened = await openOtreePlace(version, python)
    if ('reason' in opened) {
      reason = opened.reason
      return
    }
    place = opened
    processes = [await place.start(), await place.start()]
    gateway = await startTestGateway(toTable(0))
  })
  afterAll(async () => {
    await gateway?.stop()
    await place?.stop()
  })

  const toTable = (index: number) => aTable([aRoute('one', { upstream: processes[index]?.endpoint ?? null, cookieKey: key })])

  /** As the manager does it: hold, wait until the old one is done, switch, release. @returns how long visitors waited */
  async function handOver(): Promise<number> {
    const began = performance.now()
    const instance = gateway.traffic.findInstance('ione')
    const drained = await instance?.hold({ drainMs: 20_000, maxHoldMs: 30_000 })
    current = 1 - current
    gateway.traffic.setTable(toTable(current))
    instance?.release()
    expect(drained).toBe(true)
    return performance.now() - began
  }

  const test = (title: string, body: () => Promise<void>): void => {
    it(title, async (context) => {
      if (reason) context.skip(reason)
      await body()
    })
  }

  test('twenty participants at full speed notice nothing of four hand-overs', async () => {
    const origin = `http://one.localhost:${gateway.port}`
    const { joinPath } = await new OtreeApi(origin, otreeSecrets.restKey).createSession('duo', 20)
    const players = Array.from({ length: 20 }, () => new Participant(origin))
    const playing = Promise.all(players.map((player) => player.play(joinPath, { deadlineMs: 90_000 })))
    const total = (): number => players.reduce((sum, player) => sum + player.pages.length, 0)
    for (const pages of [30, 90, 150, 210]) {
      await waitUntil(`${pages} pages were played`, () => total() >= pages, { timeoutMs: 60_000 })
      await handOver()
    }
    for (const last of await playing) expect(last).toContain('OutOfRange')
    expect(new Set(players.map((player) => player.code)).size).toBe(20)
    for (const player of players) player.close()
  })

  test('forty people who join at once while the process changes become forty participants', async () => {
    const origin = `http://one.localhost:${gateway.port}`
    const { joinPath } = await new OtreeApi(origin, otreeSecrets.restKey).createSession('duo', 40)
    const players = Array.from({ length: 40 }, () => new Participant(origin))
    const joining = Promise.all(players.map((player) => player.join(joinPath)))
    await handOver()
    await joining
    expect(new Set(players.map((player) => player.code)).size).toBe(40)
    for (const player of players) player.close()
  })

  test('the old process knows that everybody left before the new one gets anybody', async () => {
    const visitors = Array.from({ length: 10 }, (_, n) => dial(gateway.port, `/wait_for_session_in_room?room_name=lab&tab_unique_id=${n}`))
    await Promise.all(visitors.map((socket) => once(socket, 'open')))
    const old = processes[current]?.endpoint.port ?? 0
    await waitUntil('the old process counts ten', async () => (await presence(old)) === 10)
    await gateway.traffic.findInstance('ione')?.hold({ drainMs: 5_000, maxHoldMs: 30_000 })
    expect(await presence(old)).toBe(0)
    gateway.traffic.findInstance('ione')?.release()
  })

  function dial(port: number, path: string, headers: Record<string, string> = {}): WebSocket {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { Host: 'one.localhost', ...headers } })
    socket.on('error', () => {})
    return socket
  }

  /** How many people oTree itself believes to wait in the room. */
  async function presence(port: number): Promise<number> {
    const socket = dial(port, '/room_without_session/lab', { Cookie: `session=${mintAdminCookie(key)}` })
    const [message] = (await once(socket, 'message')) as [Buffer]
    socket.terminate()
    return (JSON.parse(message.toString()) as { present_count: number }).present_count
  }
})

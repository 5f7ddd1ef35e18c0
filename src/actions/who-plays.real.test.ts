import { once } from 'node:events'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { request } from '../../test/support/http-client.ts'
import { openSockets } from '../../test/support/open-sockets.ts'
import { OtreeApi } from '../../test/support/otree-api.ts'
import { Participant } from '../../test/support/participant.ts'
import type { DatabaseAccess } from '../domain/engine.ts'
import type { Playing } from '../domain/playing.ts'
import { startTestGateway, type TestGateway } from '../gateway/test-gateway.ts'
import { type OtreeProcess, otreeSecrets } from '../gateway/test-otree.ts'
import { type OtreePlace, openOtreePlace } from '../gateway/test-otree-place.ts'
import { aRoute, aTable } from '../gateway/test-routes.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { hasSessionInRoom, readParticipants } from '../otree/read-participants.ts'
import { toPlaying } from './who-plays.ts'

/** People with real pages of a real oTree open, behind a real gateway. */
describe.each([
  ['6.0.15', '3.12'],
  ['5.11.5', '3.11'],
])('who plays on oTree %s', (version, python) => {
  let reason = ''
  let place: OtreePlace
  let otree: OtreeProcess
  let gateway: TestGateway
  let origin: string
  let access: DatabaseAccess
  let api: OtreeApi

  beforeAll(async () => {
    const opened = await openOtreePlace(version, python)
    if ('reason' in opened) {
      reason = opened.reason
      return
    }
    place = opened
    otree = await place.start()
    gateway = await startTestGateway(aTable([aRoute('one', { upstream: otree.endpoint })]))
    origin = `http://one.localhost:${gateway.port}`
    api = new OtreeApi(origin, otreeSecrets.restKey)
    const [, host = ''] = place.databaseUrl.split('?host=')
    access = { host, port: 5432, database: 'postgres', user: 'otree', password: '' }
  })
  afterAll(async () => {
    await gateway?.stop()
    await place?.stop()
  })

  const test = (title: string, body: () => Promise<void>): void => {
    it(title, async (context) => {
      if (reason) context.skip(reason)
      await sql('DELETE FROM otree_session')
      await body()
    })
  }

  async function sql(statement: string): Promise<void> {
    const client = new Client(access)
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  const counted = () => gateway.traffic.activity()[0] ?? { participants: -1, waitingInRooms: -1 }
  const whoPlays = async (): Promise<Playing> => toPlaying({ counted: counted(), rows: await readParticipants(access) }, Date.now())
  const isLongAgo = (seconds: number) =>
    sql(`UPDATE otree_participant SET _last_request_timestamp = ${Date.now() / 1000 - seconds}::integer`)

  async function close(sockets: readonly WebSocket[]): Promise<void> {
    await Promise.all(
      sockets.map((socket) => {
        socket.close()
        return once(socket, 'close')
      }),
    )
  }

  test('a room has a session until it is closed, whoever is there', async () => {
    expect(await hasSessionInRoom(access)).toBe(false)
    await api.createSession('duo', 2, 'lab')
    expect(await hasSessionInRoom(access)).toBe(true)
    await sql('DELETE FROM otree_roomtosession') // as the button of oTree's admin page does
    expect(await hasSessionInRoom(access)).toBe(false)
  })

  test('are those on a page and those on a wait page, with the session and its room', async () => {
    const { code } = await api.createSession('duo', 4, 'lab')
    const [first, second] = [new Participant(origin), new Participant(origin)]
    await first.join('/room/lab?welcome_page_ok=1')
    await second.play('/room/lab?welcome_page_ok=1', { maxPages: 1 })
    const sockets = [...(await openSockets(origin, first.html)), ...(await openSockets(origin, second.html))]
    expect(second.html).toContain('/wait_page?')
    const { sessions, ...rest } = await whoPlays()
    expect(rest).toEqual({ participants: 2, known: true })
    expect(sessions).toMatchObject([{ code, label: null, configName: 'duo', room: 'lab', participants: 2 }])
    expect(Date.now() - Date.parse(sessions[0]?.since ?? '')).toBeLessThan(120_000)
    await close(sockets)
  })

  test('are those who look at a page for long, as long as it is open; a browser closed for long is nobody', async () => {
    const { code, joinPath } = await api.createSession('duo', 2)
    const reader = new Participant(origin)
    await reader.join(joinPath)
    const sockets = await openSockets(origin, reader.html)
    await isLongAgo(3_000)
    expect(await whoPlays()).toMatchObject({ participants: 1, sessions: [{ code, participants: 1 }] })
    await close(sockets)
    gateway.traffic.setTable(aTable([])) // what the gateway remembers of the last minute goes as well
    gateway.traffic.setTable(aTable([aRoute('one', { upstream: otree.endpoint })]))
    expect(await whoPlays()).toEqual({ participants: 0, sessions: [], known: true })
  })

  test('are those whose network lets no WebSocket through', async () => {
    const { joinPath } = await api.createSession('duo', 2)
    const player = new Participant(origin)
    await player.join(joinPath)
    expect(counted()).toMatchObject({ participants: 1 })
    expect(await whoPlays()).toMatchObject({ participants: 1 })
  })

  test('are those who wait in a room for a session, by their tabs or labels', async () => {
    const { body } = await request(`${origin}/room/lab?welcome_page_ok=1`)
    const sockets = await openSockets(origin, body)
    await waitUntil('somebody waits', () => counted().waitingInRooms === 1)
    expect(await whoPlays()).toEqual({ participants: 1, sessions: [], known: true })
    await close(sockets)
    await waitUntil('nobody waits', () => counted().waitingInRooms === 0)
  })

  test('are nobody who has finished, and no bots', async () => {
    const { joinPath } = await api.createSession('duo', 2)
    const players = [new Participant(origin), new Participant(origin)]
    await Promise.all(players.map((player) => player.play(joinPath)))
    expect(await whoPlays()).toEqual({ participants: 0, sessions: [], known: true })
    await sql('UPDATE otree_participant SET _index_in_pages = 1, _is_bot = true')
    expect(await whoPlays()).toEqual({ participants: 0, sessions: [], known: true })
  })

  test('is known from the gateway when a project has made a trap of the tables', async () => {
    const { joinPath } = await api.createSession('duo', 2)
    await new Participant(origin).join(joinPath)
    await sql('ALTER TABLE otree_participant RENAME TO hidden')
    await sql('CREATE VIEW otree_participant AS SELECT h.* FROM hidden h WHERE pg_sleep(600)::text IS NOT NULL')
    await expect(readParticipants(access)).rejects.toThrow('statement timeout')
    await sql('DROP VIEW otree_participant')
    await sql('CREATE VIEW otree_participant AS SELECT h.* FROM hidden h, generate_series(1, 100000)')
    expect((await readParticipants(access)).length).toBe(2_000)
    await sql('DROP VIEW otree_participant')
    await sql('ALTER TABLE hidden RENAME TO otree_participant')
  })
})

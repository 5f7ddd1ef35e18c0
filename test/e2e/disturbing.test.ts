import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../src/client/client.ts'
import { nodeTransport } from '../../src/client/node-transport.ts'
import { isManagerError, type ManagerError } from '../../src/domain/error.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import type { CommandResult } from '../../src/lib/run-command.ts'
import type { GitClient } from '../support/git-client.ts'
import { holdAt, holdable } from '../support/hold.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { Participant } from '../support/participant.ts'
import { takeStock } from '../support/stock.ts'

// Other people do things to an instance on which somebody plays, is about to, or does something themselves; each test goes on where the one before ended.

let laboratory: Laboratory
let client: Client
let berta: GitClient
let session: { readonly code: string; readonly joinPath: string }
let participant: Participant
let version = 0

const study = { params: { name: 'study' } }

beforeAll(async () => {
  laboratory = await openLaboratory(holdable)
  client = laboratory.manager.client
  await laboratory.createInstance('study')
  berta = await laboratory.clone('study', resourcePath('test', 'apps', 'rooms'))
  expect(await push()).toMatchObject({ exitCode: 0 })
  session = await (await laboratory.otreeApi('study')).createSession('effort', 5)
})
afterAll(async () => {
  participant?.close()
  await laboratory?.close()
})

async function push(...options: string[]): Promise<CommandResult> {
  await berta.commit('_static/version.txt', String(++version), `Version ${version}`)
  return berta.git('push', ...options.flatMap((option) => ['-o', option]), 'study', 'main')
}

/** As people read it, without the breaks of git's lines. */
const said = ({ stderr }: CommandResult): string => stderr.replaceAll(/remote: ?/g, '').replaceAll(/\s+/g, ' ')

async function begins(): Promise<void> {
  participant = new Participant(laboratory.origin('study'))
  await participant.join(session.joinPath)
}

const plays = (options = {}): Promise<string> => participant.play(`/InitializeParticipant/${participant.code}`, options)

/** Everything but what people who play do to the database. */
async function stock(): Promise<object> {
  const { databases: _theirs, ...rest } = await takeStock(laboratory.dataDir)
  return rest
}

async function refused(ask: () => Promise<unknown>): Promise<ManagerError> {
  try {
    await ask()
  } catch (error) {
    if (isManagerError(error)) return error
    throw error
  }
  throw new Error('It was not refused.')
}

/** What would disturb those who play, by the API. */
const disturbing: readonly (readonly [what: string, ask: () => Promise<unknown>])[] = [
  ['A new admin password', () => client.setAdminPassword({ ...study, body: {} })],
  ['Stopping it', () => client.stopInstance(study)],
  ['Deleting all sessions and data', () => client.resetDatabase(study)],
  ['Moving it to the trash', () => client.deleteInstance(study)],
  ['Renaming it', () => client.renameInstance({ ...study, body: { name: 'other' } })],
  ['New code', () => client.deployInstance({ ...study, body: { again: true } })],
]

describe('while a study is open', () => {
  it('what would disturb it is refused although nobody plays, and says until when', async () => {
    const openUntil = new Date(Date.now() + 86_400_000).toISOString()
    await client.updateInstance({ ...study, body: { openUntil } })
    const before = await stock()
    for (const [what, ask] of disturbing) {
      const { code, message, facts } = await refused(ask)
      expect({ code, facts }, what).toMatchObject({ code: 'study_open', facts: { openUntil, playing: { participants: 0 } } })
      expect(message).toContain(`A study is open on "study" until ${openUntil.slice(0, 10)}`)
      expect(message).toContain(`${what} would disturb the study, so nothing was done`)
    }
    const declined = await push()
    expect([declined.exitCode, said(declined)]).toEqual([1, expect.stringContaining('A study is open on "study" until')])
    expect(await stock()).toEqual(before)
    await client.updateInstance({ ...study, body: { openUntil: null } })
  })
})

describe('somebody who begins to play while new code is built', () => {
  it('is not disturbed: it stops before the switch, says so, and nothing has changed', async () => {
    const before = await stock()
    const hold = await holdAt(laboratory.dataDir, 'deploy-instance:2')
    const pushing = push()
    await hold.reached()
    await begins()
    await hold.letGo()
    const declined = await pushing
    expect(declined.exitCode).toBe(1)
    expect(said(declined)).toMatch(/1 participant plays on "study" at this moment: 1 in session "\w+" \(effort\), since \d\d:\d\d UTC/)
    expect(said(declined)).toContain('New code would disturb them, so nothing was done')
    expect(said(declined)).toContain('/instances/study, with git push -o disturb')
    expect(said(declined)).toContain('The new version was built and would run')
    expect(await stock()).toEqual(before)
    await plays({ maxPages: 1 })
  })

  it('is one more, and goes on, when the push says that it shall disturb', async () => {
    const hold = await holdAt(laboratory.dataDir, 'deploy-instance:2')
    const pushing = push('disturb')
    await hold.reached()
    const other = new Participant(laboratory.origin('study'))
    await other.join(session.joinPath)
    await hold.letGo()
    expect(await pushing).toMatchObject({ exitCode: 0 })
    await other.play(`/InitializeParticipant/${other.code}`)
    other.close()
    await plays({ maxPages: 1 })
  })
})

describe('while somebody plays', () => {
  const whoPlays = /^1 participant plays on "study" at this moment: 1 in session "\w+" \(effort\), since \d\d:\d\d UTC\./

  it.each(disturbing)('%s is refused, says whom it would disturb, and changes nothing', async (what, ask) => {
    const before = await stock()
    const { code, message, facts } = await refused(ask)
    const sessions = [{ code: session.code, configName: 'effort', participants: 1 }]
    expect({ code, facts }).toMatchObject({ code: 'playing', facts: { playing: { participants: 1, known: true, sessions } } })
    expect(message).toMatch(whoPlays)
    expect(message).toContain(`${what} would disturb them, so nothing was done`)
    expect(message).toContain(`on the page ${laboratory.manager.url}/instances/study, with git push -o disturb, or with otm … --disturb`)
    expect(await stock()).toEqual(before)
  })

  it('otm and git read the same', async () => {
    const before = await stock()
    for (const words of [['set-password'], ['stop'], ['reset-database'], ['delete'], ['rename', 'other']]) {
      const [verb = '', ...more] = words
      const { exitCode, stderr } = await laboratory.manager.otm('instances', verb, 'study', ...more)
      expect([exitCode, stderr], verb).toEqual([5, expect.stringMatching(/1 participant plays on "study".*--disturb/s)])
    }
    const declined = await push()
    expect([declined.exitCode, said(declined)]).toEqual([1, expect.stringContaining('1 participant plays on "study"')])
    const [row] = (await client.listAudit({ query: { action: 'git.push', limit: 1 } })).items
    expect(row).toMatchObject({ who: 'berta', thing: 'instance:study', result: 'failed', detail: 'playing' })
    expect(await stock()).toEqual(before)
  })

  it('a new admin password passes with disturb, and they lose nothing', async () => {
    const before = await client.showSecrets(study)
    const set = await laboratory.manager.otm('instances', 'set-password', 'study', '--disturb')
    expect([set.exitCode, set.stderr]).toEqual([0, set.stderr])
    expect((await client.showSecrets(study)).adminPassword).not.toBe(before.adminPassword)
    await plays({ maxPages: 1 })
    expect((await client.showPlaying(study)).participants).toBe(1)
  })

  it('so do a stop, the deletion of all data, and the trash', async () => {
    const otm = async (verb: string): Promise<string> => {
      const { exitCode, stderr } = await laboratory.manager.otm('instances', verb, 'study', '--disturb')
      expect([verb, exitCode, stderr]).toEqual([verb, 0, stderr])
      return (await client.showInstance(study)).state
    }
    expect(await otm('stop')).toBe('stopped')
    await laboratory.manager.otmJson('instances', 'start', 'study')
    await plays({ maxPages: 1 })
    expect(await otm('reset-database')).toBe('ready')
    session = await (await laboratory.otreeApi('study')).createSession('effort', 1)
    participant.close()
    await begins()
    expect(await otm('delete')).toBe('trashed')
    await laboratory.manager.otmJson('instances', 'restore', 'study')
    await plays()
  })
})

describe('two people at once', () => {
  it('the second reads who does what, and since when: by the API, otm and git', async () => {
    const { token } = await laboratory.manager.otmJson<{ token: string }>(
      'token',
      'create',
      '--user',
      'ada',
      '--name',
      'ci',
      '--scope',
      'all',
    )
    const ada = createClient(nodeTransport({ url: laboratory.manager.url }), () => token)
    const hold = await holdAt(laboratory.dataDir, 'restart-instance:1')
    const { operation } = await ada.restartInstance(study)
    await hold.reached()
    const doing = /"study" is being restarted by ada, since \d\d:\d\d\./
    const { code, message, facts } = await refused(() => client.stopInstance(study))
    expect({ code, facts }).toMatchObject({
      code: 'busy',
      facts: { doing: { kind: 'restart-instance', by: 'ada', since: operation.createdAt } },
    })
    expect(message).toMatch(doing)
    expect(await laboratory.manager.otm('instances', 'reset-database', 'study')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringMatching(doing),
    })
    expect(said(await push())).toMatch(doing)
    expect((await client.listOperations({ query: { instance: 'study', unfinished: 'true' } })).items).toMatchObject([{ id: operation.id }])
    await hold.letGo()
    await laboratory.manager.otm('operations', '--follow', operation.id)
    expect(await client.showOperation({ params: { id: operation.id } })).toMatchObject({ state: 'done' })
    expect(await push()).toMatchObject({ exitCode: 0 })
  })
})

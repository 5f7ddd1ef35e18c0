import { appendFile, cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { askForTicket, openSignedIn, showTicket } from '../support/open-signed-in.ts'
import { readProcesses } from '../support/read-processes.ts'

let laboratory: Laboratory
let project: string
let session: string

const otm = <T = Record<string, unknown>>(...words: readonly (string | { readonly input: string })[]): Promise<T> =>
  laboratory.manager.otmJson<T>(...words)
const secrets = () => otm<{ adminPassword: string }>('instances', 'secrets', 'otree1')
const rooms = async () =>
  (await otm<{ rooms: { displayName: string }[] }>('instances', 'show', 'otree1')).rooms.map((room) => room.displayName)
const participants = async (): Promise<number> => (await (await laboratory.otreeApi('otree1')).participants(session)).length

/** A project that wants a variable, and shows it in the name of a room. */
beforeAll(async () => {
  laboratory = await openLaboratory()
  project = join(laboratory.scratch, 'project')
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  await appendFile(join(project, 'settings.py'), "\nROOMS += [dict(name='named', display_name=environ['STUDY_NAME'])]\n")
  await laboratory.createInstance('otree1')
})
afterAll(() => laboratory?.close())

describe('variables of one’s own', () => {
  it('are there before the first code comes, which cannot do without', async () => {
    const without = await laboratory.manager.otm('deploy', 'otree1', project)
    expect([without.exitCode, without.stderr]).toEqual([1, expect.stringContaining('STUDY_NAME')])
    await otm('instances', 'env', 'otree1', 'set', { input: 'STUDY_NAME="grüße & co"\nEMPTY=\n' })
    await otm('deploy', 'otree1', project)
    expect(await rooms()).toContain('grüße & co')
    session = (await (await laboratory.otreeApi('otree1')).createSession('effort', 3)).code
  })

  it('are listed by name and shown when asked for', async () => {
    expect(await otm('instances', 'env', 'otree1')).toMatchObject({ items: [{ name: 'EMPTY' }, { name: 'STUDY_NAME' }] })
    expect((await laboratory.manager.otm('instances', 'env', 'otree1', 'show', 'STUDY_NAME')).stdout).toBe('STUDY_NAME=grüße & co\n')
  })

  it('change what runs between two requests, and the study goes on', async () => {
    await otm('instances', 'env', 'otree1', 'set', 'STUDY_NAME=second name')
    expect(await rooms()).toContain('second name')
    expect(await participants()).toBe(3)
    expect((await openSignedIn(laboratory, 'otree1')).status).toBe(200)
  })

  it('with which the code cannot be imported change nothing', async () => {
    const failed = await laboratory.manager.otm('instances', 'env', 'otree1', 'unset', 'STUDY_NAME')
    expect([failed.exitCode, failed.stderr]).toEqual([1, expect.stringContaining('STUDY_NAME')])
    expect(await rooms()).toContain('second name')
    expect(await otm('instances', 'env', 'otree1')).toMatchObject({ items: [{ name: 'EMPTY' }, { name: 'STUDY_NAME' }] })
    expect(await participants()).toBe(3)
  })

  it('are taken at the next start by what does not run', async () => {
    await otm('instances', 'stop', 'otree1')
    await otm('instances', 'env', 'otree1', 'set', 'STUDY_NAME', { input: 'third name' })
    expect(await otm('instances', 'show', 'otree1')).toMatchObject({ state: 'stopped' })
    await otm('instances', 'start', 'otree1')
    expect(await rooms()).toContain('third name')
    expect((await openSignedIn(laboratory, 'otree1')).status).toBe(200)
  })

  it('are in no log and no argument', async () => {
    await otm('instances', 'env', 'otree1', 'set', { input: 'TELLING=very-secret-value' })
    const logs = await readdir(join(laboratory.dataDir, 'log'), { recursive: true, withFileTypes: true })
    for (const file of logs.filter((entry) => entry.isFile())) {
      expect(await readFile(join(file.parentPath, file.name), 'utf8'), file.name).not.toContain('very-secret-value')
    }
    expect(laboratory.manager.output()).not.toContain('very-secret-value')
    expect(JSON.stringify(await readProcesses('cmdline'))).not.toContain('very-secret-value')
  })
})

describe('the admin password', () => {
  it('is another one after a restart that loses nothing, and who was signed in is not any more', async () => {
    const before = await secrets()
    const cookie = await adminCookie()
    expect((await sessionsWith(cookie)).status).toBe(200)
    await otm('instances', 'set-password', 'otree1', '--password-stdin', { input: 'ein langes Wörterbuch' })
    expect(await secrets()).toEqual({ ...before, adminPassword: 'ein langes Wörterbuch' })
    expect((await sessionsWith(cookie)).status).toBe(302)
    expect(await participants()).toBe(3)
  })

  it('is the one with which oTree itself signs in', async () => {
    expect(await signInByForm('ein langes Wörterbuch')).toBe(302)
    expect(await signInByForm('another password')).toBe(200)
  })

  it('is made when none is given, and the gateway knows whom it lets in', async () => {
    await otm('instances', 'set-password', 'otree1')
    expect((await secrets()).adminPassword).toMatch(/^[a-z2-7]{16}$/)
    expect((await openSignedIn(laboratory, 'otree1')).status).toBe(200)
  })

  it('lies nowhere but sealed', async () => {
    const { adminPassword } = await secrets()
    expect((await readFile(join(laboratory.dataDir, 'store.sqlite'))).includes(adminPassword)).toBe(false)
    expect(laboratory.manager.output()).not.toContain(adminPassword)
  })

  it('has no effect where settings.py has one of its own, which is said; the way in is found all the same', async () => {
    await appendFile(join(project, 'settings.py'), "ADMIN_PASSWORD = 'hard-coded'\n")
    await otm('deploy', 'otree1', project)
    const { stderr, stdout } = await laboratory.manager.otm('instances', 'set-password', 'otree1')
    expect(stdout + stderr).toContain('settings.py sets ADMIN_PASSWORD itself')
    expect((await openSignedIn(laboratory, 'otree1')).status).toBe(200)
  })
})

async function adminCookie(): Promise<string> {
  const shown = await showTicket(await askForTicket(laboratory, 'otree1'), laboratory.manager.url)
  return shown.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

const sessionsWith = (cookie: string) => request(`${laboratory.origin('otree1')}/sessions`, { headers: { cookie } })

async function signInByForm(password: string): Promise<number> {
  const url = `${laboratory.origin('otree1')}/login`
  const page = await request(url)
  const csrftoken = /name="csrftoken"[^>]*value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const cookie = page.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const body = new URLSearchParams({ csrftoken, username: 'admin', password }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }
  return (await request(url, { method: 'POST', body, headers: { cookie, ...type } })).status
}

describe('a way into the admin pages', () => {
  it('sets the instance’s own cookie as oTree would, and leads to the sessions', async () => {
    const shown = await showTicket(await askForTicket(laboratory, 'otree1'), laboratory.manager.url)
    expect([shown.status, shown.headers.location]).toEqual([303, '/sessions'])
    expect(shown.headers['set-cookie']).toEqual([
      expect.stringMatching(/^otm-i[a-z2-7]{8}=[^;]+; path=\/; Max-Age=1209600; httponly; samesite=lax$/),
    ])
  })

  it('works once', async () => {
    const ticket = await askForTicket(laboratory, 'otree1')
    expect((await showTicket(ticket, laboratory.manager.url)).status).toBe(303)
    const again = await showTicket(ticket, laboratory.manager.url)
    expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined])
    expect(again.body).toContain('This way in has ended')
  })

  it.each(['http://evil.example', 'null', ''])('is shut for a form from %j', async (origin) => {
    const shown = await showTicket(await askForTicket(laboratory, 'otree1'), origin)
    expect([shown.status, shown.headers['set-cookie']]).toEqual([403, undefined])
  })

  it('is shut for a page of the instance itself, for links, and for what is made up', async () => {
    const ticket = await askForTicket(laboratory, 'otree1')
    expect((await showTicket(ticket, laboratory.origin('otree1'))).status).toBe(403)
    expect((await request(`${ticket.url}?ticket=${ticket.ticket}`)).status).toBe(403)
    expect((await showTicket({ ...ticket, ticket: 'A'.repeat(43) }, laboratory.manager.url)).status).toBe(403)
    expect((await showTicket({ ...ticket, ticket: 'x'.repeat(2_000) }, laboratory.manager.url)).status).toBe(403)
    expect((await showTicket({ ...ticket, ticket: 'x'.repeat(100_000) }, laboratory.manager.url)).status).toBe(403)
  })

  it('leads to no other instance', async () => {
    await laboratory.createInstance('otree2')
    const { ticket } = await askForTicket(laboratory, 'otree1')
    const shown = await showTicket({ url: `${laboratory.origin('otree2')}/.otm/open`, ticket }, laboratory.manager.url)
    expect([shown.status, shown.headers['set-cookie']]).toEqual([403, undefined])
  })
})

describe('limits', () => {
  it('are changed beneath what runs, and of the disk by a restart that nobody notices', async () => {
    await otm('instances', 'scale', 'otree1', '--memory', '1500', '--cpu', '50')
    expect(await otm('instances', 'show', 'otree1')).toMatchObject({ limits: { memoryMib: 1500, cpuPercent: 50 }, state: 'ready' })
    const { stdout, stderr } = await laboratory.manager.otm('instances', 'scale', 'otree1', '--disk', '5000')
    expect(stdout + stderr).toContain('so oTree is restarted; visitors notice nothing')
    expect(await otm('instances', 'show', 'otree1')).toMatchObject({ limits: { memoryMib: 1500, diskMib: 5000 }, state: 'ready' })
    expect(await participants()).toBe(3)
  })

  it('that what runs has passed already are refused, and nothing is changed', async () => {
    const refused = await laboratory.manager.otm('instances', 'scale', 'otree1', '--memory', '1')
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('at least 256 MiB')])
    expect(await otm('instances', 'show', 'otree1')).toMatchObject({ limits: { memoryMib: 1500 } })
  })
})

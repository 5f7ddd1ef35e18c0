import { newSecret } from '../../src/lib/ids.ts'
import { request } from '../../test/support/http-client.ts'
import type { RunningManager } from '../../test/support/running-manager.ts'

/** One line of what the demonstration prints. */
export interface DemoPerson {
  readonly role: 'super-user' | 'experimenter'
  readonly user: string
  readonly password: string
  readonly url: string
}

const superUser = { user: 'lena', name: 'Lena Lab' }
const experimenters = [
  { user: 'berta', name: 'Berta Berg' },
  { user: 'carl', name: 'Carl Conrad' },
]

/** Makes the demo people as one makes people: the first on the machine, the others by invitations that they accept. */
export async function makePeople(manager: RunningManager): Promise<readonly DemoPerson[]> {
  const people: DemoPerson[] = [await makeSuperUser(manager)]
  for (const person of experimenters) people.push(await makeExperimenter(manager, person))
  return people
}

async function makeSuperUser(manager: RunningManager): Promise<DemoPerson> {
  const { user, name } = superUser
  const password = newPassword()
  const words = ['--username', user, '--email', toEmail(user), '--name', name, '--password-stdin']
  await manager.otmJson('setup', ...words, { input: password })
  return { role: 'super-user', user, password, url: manager.url }
}

async function makeExperimenter(manager: RunningManager, { user, name }: (typeof experimenters)[number]): Promise<DemoPerson> {
  const password = newPassword()
  const words = ['--username', user, '--email', toEmail(user), '--name', name]
  const { inviteUrl } = await manager.otmJson<{ inviteUrl: string }>('users', 'create', ...words)
  const token = new URL(inviteUrl).hash.slice(1)
  await post(`${manager.url}/api/v1/invitation/accept`, { token, password })
  return { role: 'experimenter', user, password, url: manager.url }
}

async function post(url: string, payload: object): Promise<void> {
  const body = JSON.stringify(payload)
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  const answer = await request(url, { method: 'POST', headers, body })
  if (answer.status >= 300) throw new Error(`POST ${url} was answered with ${answer.status}: ${answer.body.slice(0, 300)}`)
}

/** Random even here: a demonstration may stand open in a network. */
const newPassword = (): string => newSecret(9)

const toEmail = (user: string): string => `${user}@example.org`

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deployment } from '../../src/domain/deployment.ts'
import type { Activity } from '../../src/domain/gateway.ts'
import type { HelperRole } from '../../src/domain/helper.ts'
import type { Instance, InstanceState } from '../../src/domain/instance.ts'
import type { InstanceName, Username } from '../../src/domain/names.ts'
import { newId } from '../../src/lib/ids.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { machineFile } from '../../src/metrics/machine.ts'
import { keepSampleCommit } from './sample-commits.ts'
import { toSampleDeployment } from './sample-deployments.ts'
import { writeSampleErrors } from './sample-errors.ts'
import { keepSampleFiles, writeSampleFiles } from './sample-files.ts'
import type { SampleLaboratory } from './sample-laboratory.ts'
import { writeSampleMetrics } from './sample-metrics.ts'
import { toAppCode } from './second-factor.ts'

export const samplePasswords = { ada: 'correct horse battery', berta: 'staple paper clip', emil: 'paper boat on a lake' }

const wayTo: Record<InstanceState, readonly InstanceState[]> = {
  'ready-for-deployment': ['ready-for-deployment'],
  starting: ['starting'],
  ready: ['ready'],
  asleep: ['ready', 'asleep'],
  stopped: ['starting', 'stopped'],
  failed: ['failed'],
  trashed: ['ready', 'trashed'],
}

/** People, and an instance in each state, with a past. */
export async function fillLaboratory(laboratory: SampleLaboratory): Promise<void> {
  await laboratory.person({ username: 'ada', name: 'Ada Ahrens', password: samplePasswords.ada, superUser: true })
  await laboratory.person({ username: 'berta', name: 'Berta Blum', password: samplePasswords.berta })
  await laboratory.person({ username: 'emil', name: 'Emil Engel', password: samplePasswords.emil })
  await setUpSecondFactor(laboratory, 'emil')
  for (const [username, name] of Object.entries({ clara: 'Clara Cohn', david: 'David Dreyer' })) {
    await laboratory.api.accounts.createPerson({ username, name, email: `${username}@example.edu`, role: 'experimenter' })
  }
  await mailToNobody(laboratory)
  await laboratory.api.open.store.people.update('berta' as Username, { instanceQuota: 5 })
  await makeUsed(laboratory)
  await makeInState(laboratory, { name: 'pilot', owner: 'berta', state: 'ready-for-deployment' })
  await makeInState(laboratory, { name: 'trust-game-2', owner: 'clara', state: 'asleep' })
  await makeInState(laboratory, { name: 'auction', owner: 'berta', state: 'stopped' })
  await makeInState(laboratory, { name: 'course-a', owner: 'clara', state: 'starting' })
  const failed = await makeInState(laboratory, { name: 'dictator', owner: 'berta', state: 'failed' })
  await laboratory.api.open.store.instances.update(failed.id, {
    failure: 'oTree ended by itself three times within a minute. Its log says why.',
  })
  await makeInState(laboratory, { name: 'old-study', owner: 'berta', state: 'trashed' })
  await describe(laboratory)
  await share(laboratory)
}

/** Three people who play Clara's session, as the gateway counts them. */
export const samplePlaying = (laboratory: () => SampleLaboratory | undefined) => async (): Promise<readonly Activity[]> => {
  const instance = await laboratory()?.api.open.store.instances.find('lab-session' as InstanceName)
  const counted = { participantSockets: 3, adminSockets: 0, waitingInRooms: 0, lastRequestAt: null, requests: 0, errors: 0 }
  return instance ? [{ ...counted, instanceId: instance.siteId, participants: 3 }] : []
}

/** As if all data had been deleted once. */
async function keepSampleCopy({ dataDir }: SampleLaboratory['api'], id: string): Promise<void> {
  const directory = join(dataDir, 'backups', id)
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'before-reset-oaaaaaaaaaaaa.dump'), Buffer.alloc(1_400_000))
}

async function describe({ api }: SampleLaboratory): Promise<void> {
  const { instances } = api.open.store
  const { id } = await instances.get('pilot' as InstanceName)
  await keepSampleCopy(api, (await instances.get('otree1' as InstanceName)).id)
  await instances.update(id, { labels: ['pilot', 'Summer 2027', 'grant 12'] })
  await instances.setNotes(id, { text: 'For the two sessions in June.\nAsk Clara for the list of participants.' })
}

/** Berta lets others into an instance of hers, and helps with two of Clara's. */
async function share(laboratory: SampleLaboratory): Promise<void> {
  const { instances, helpers, deployments } = laboratory.api.open.store
  const session = await makeInState(laboratory, { name: 'lab-session', owner: 'clara', state: 'ready' })
  const active = toSampleDeployment({ instance: session, operationId: 'o0', subject: 'For the session', state: 'active', minutes: 200 })
  await deployments.save(active)
  await instances.update(session.id, { deploymentId: active.id })
  const letIn = async (instance: string, username: string, role: HelperRole, mayPay = role === 'co-experimenter') =>
    helpers.set({ instanceId: (await instances.get(instance as InstanceName)).id, username: username as Username, role, mayPay })
  await letIn('lab-session', 'berta', 'assistant')
  await letIn('trust-game-2', 'berta', 'co-experimenter')
  await letIn('otree1', 'clara', 'co-experimenter')
  await letIn('otree1', 'david', 'assistant', true)
}

/** A mail that the mail server does not want. */
async function mailToNobody({ api }: SampleLaboratory): Promise<void> {
  const to = { name: 'Dora Dahl', address: 'gone@example.edu' }
  await api.deps.mail.send({ to, language: 'en', template: 'test', data: { sentBy: 'ada' } })
  await waitUntil('the refusal', async () => (await api.deps.mail.list())[0]?.state === 'failed')
}

async function setUpSecondFactor({ api: { accounts, open } }: SampleLaboratory, username: string): Promise<void> {
  const person = await open.store.people.get(username as Username)
  const { ticket, secret } = accounts.secondFactors.begin(person)
  await accounts.secondFactors.confirm(person, { ticket, code: toAppCode(secret) })
}

interface Wanted {
  readonly name: string
  readonly owner: string
  readonly state: InstanceState
}

export async function makeInState({ api }: SampleLaboratory, { name, owner, state }: Wanted): Promise<Instance> {
  let instance = await api.instance(name, owner)
  await api.repositories.create(instance.id)
  for (const next of wayTo[state]) {
    const trashedAt = next === 'trashed' ? new Date().toISOString() : null
    instance = await api.open.store.instances.update(instance.id, { state: next, trashedAt })
  }
  return instance
}

/** An instance in use: three deployments, the last of which failed. */
async function makeUsed(laboratory: SampleLaboratory): Promise<void> {
  const { operations, open } = laboratory.api
  const instance = await makeInState(laboratory, { name: 'otree1', owner: 'berta', state: 'ready' })
  const save = async (facts: { subject: string; state: Deployment['state']; minutes: number; failure?: string; warnings?: string[] }) => {
    const { id } = await operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: 'berta' as Username, input: {} })
    await operations.wait(id)
    const deploymentId = newId('d', 8)
    const commit = await keepSampleCommit(laboratory.api, { instance, deploymentId, ...facts })
    const deployment = toSampleDeployment({ instance, operationId: id, id: deploymentId, commit, ...facts })
    await open.store.deployments.save(deployment)
    return deployment
  }
  await save({ subject: 'Trust game, first version', state: 'superseded', minutes: 2880 })
  const warnings = ['requirements.txt does not say which version of oTree; 6.0.14 was taken. Write otree==6.0.14 to keep it.']
  const active = await save({ subject: 'Instructions are shorter', state: 'active', minutes: 95, warnings })
  await open.store.instances.update(instance.id, { deploymentId: active.id })
  const changeId = await open.store.instanceSettings.propose(instance.id, { variables: { API_KEY: 'sk-example-1234' } })
  await open.store.instanceSettings.apply(instance.id, changeId, { update: {}, inspected: null })
  const asked = {
    who: 'berta',
    action: 'git.push',
    thing: 'instance:otree1',
    by: 'git',
    from: '192.0.2.7',
    siteId: instance.siteId,
  } as const
  await open.store.audit.add({ ...asked, result: 'allowed', detail: null })
  await open.store.audit.add({ ...asked, result: 'failed', detail: 'project.boot_failed' })
  await keepSampleFiles(laboratory.api.dataDir, instance.id)
  await writeSampleFiles(laboratory.api.dataDir, instance.id)
  await writeSampleErrors(laboratory.api.dataDir, instance.id)
  await writeSampleMetrics(laboratory.api.dataDir, instance.siteId)
  await writeSampleMetrics(laboratory.api.dataDir, machineFile)
  const failure = 'settings.py line 12: NameError: name "ROOM" is not defined. Correct the line and push again.'
  await save({ subject: 'A room for the laboratory', state: 'failed', minutes: 4, failure })
}

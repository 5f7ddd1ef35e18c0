import type { Deployment, Inspection } from '../../src/domain/deployment.ts'
import type { Instance } from '../../src/domain/instance.ts'
import type { Username } from '../../src/domain/names.ts'
import { newId } from '../../src/lib/ids.ts'
import { sampleLock, sampleRequirements } from './sample-lock.ts'

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const inspection: Inspection = {
  otreeVersion: '6.0.14',
  pythonVersion: '3.12.7',
  authLevel: 'STUDY',
  debug: false,
  adminUsername: 'admin',
  adminPasswordFromEnvironment: true,
  cookieKey: '0'.repeat(40),
  rooms: [
    {
      name: 'econ_lab',
      displayName: 'Economics laboratory',
      labels: Array.from({ length: 24 }, (_, index) => `PC${String(index + 1).padStart(2, '0')}`),
      labelsError: null,
      useSecureUrls: false,
    },
    { name: 'online', displayName: 'Online study', labels: null, labelsError: null, useSecureUrls: false },
  ],
  sessionConfigs: [{ name: 'trust', displayName: 'Trust game', appSequence: ['trust', 'survey'], numDemoParticipants: 2 }],
  apps: ['trust', 'survey'],
  tables: {},
}

interface SampleDeployment {
  readonly instance: Instance
  readonly operationId: string
  /** Default: a new one. */
  readonly id?: string
  readonly commit?: string
  readonly subject: string
  readonly state: Deployment['state']
  readonly minutes: number
  readonly failure?: string
  readonly failureCode?: string
  readonly warnings?: readonly string[]
}

/** One version of the code, as a push would have left it. */
export function toSampleDeployment(sample: SampleDeployment): Deployment {
  const {
    instance,
    operationId,
    id = newId('d', 8),
    subject,
    state,
    minutes,
    failure,
    failureCode,
    warnings,
    commit = toCommit(subject),
  } = sample
  const built = state === 'active' || state === 'superseded'
  return {
    id,
    instanceId: instance.id,
    operationId,
    commit,
    projectFolder: null,
    subject,
    author: 'Berta Blum',
    committedAt: minutesAgo(minutes + 3),
    by: 'berta' as Username,
    state,
    failure: failure ?? null,
    artifact: built
      ? {
          engine: 'process',
          environment: 'e1',
          commit,
          release: commit,
          otreeVersion: '6.0.14',
          pythonVersion: '3.12.7',
          lock: sampleLock,
          requirements: sampleRequirements,
        }
      : null,
    inspection: built ? inspection : null,
    warnings: warnings ?? [],
    createdAt: minutesAgo(minutes),
    bringsBack: null,
    source: subject === 'Upload' ? 'upload' : 'push',
    failureCode: failureCode ?? null,
    activeAt: state === 'active' ? minutesAgo(minutes) : null,
  }
}

const toCommit = (subject: string): string =>
  Array.from({ length: 40 }, (_, index) => ((index * 7 + subject.length) % 16).toString(16)).join('')

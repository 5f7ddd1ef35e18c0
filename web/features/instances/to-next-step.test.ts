import { describe, expect, it } from 'vitest'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { toNextStep } from './instance-notes.tsx'

const empty = {
  state: 'ready-for-deployment',
  operation: null,
  lastDeployment: null,
  allowedActions: ['instance.deploy'],
  relation: 'owner',
  owner: 'berta',
  partlyDeleted: false,
} as unknown as InstanceDetail
const failed = (failureCode: string) => ({ ...empty, lastDeployment: { state: 'failed', failureCode } as InstanceDetail['lastDeployment'] })

describe('an instance without code', () => {
  it('waits for a folder, which can be dropped where something can be dragged', () => {
    expect(toNextStep(empty, false)).toBe(m.instance.next['ready-for-deployment'])
    expect(toNextStep(empty, true)).toBe(m.instance.nextTouch)
  })

  it('takes nothing while its first version is being built, or anything else is done', () => {
    expect(toNextStep({ ...empty, operation: { id: 'o1', kind: 'deploy-instance' } }, false)).toBe(m.instance.firstBuild)
    expect(toNextStep({ ...empty, operation: { id: 'o1', kind: 'rename-instance' } }, false)).toBe(m.instance.busy)
  })

  it('tells a first deployment that failed from one that was cancelled', () => {
    expect(toNextStep(failed('project.no_settings'), false)).toBe(m.instance.failedFirst)
    expect(toNextStep(failed('cancelled'), false)).toBe(m.instance.cancelledFirst)
  })
})

it('what is being deleted for good cannot be restored any more', () => {
  const trashed: InstanceDetail = { ...empty, state: 'trashed', operation: { id: 'o1', kind: 'purge-instance' } }
  expect(toNextStep(trashed, false)).toBe(m.naming.purging)
  expect(toNextStep({ ...trashed, partlyDeleted: true }, false)).toBe(m.naming.purging)
})

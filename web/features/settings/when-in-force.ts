import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'

/** When a change holds, and who notices. */
export function whenInForce({ commit, state }: Pick<InstanceDetail, 'commit' | 'state'>): string {
  if (commit === null) return m.settings.whenDeployed
  return state === 'stopped' ? m.settings.whenStarted : m.settings.atOnce
}

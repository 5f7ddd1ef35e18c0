import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'
import { toSentence } from './failed-check.ts'

/** Whether what stands between browsers and instances answers the manager. */
export async function checkGateway({ gateway }: Pick<ApiDeps, 'gateway'>): Promise<Check[]> {
  try {
    await gateway.activity()
    return [{ name: 'gateway', state: 'ok', detail: 'The gateway answers.', remedy: null }]
  } catch (error) {
    const remedy = 'The manager starts it again by itself. If this stays, look at log/gateway.log in the data directory.'
    return [{ name: 'gateway', state: 'error', detail: `The gateway does not answer: ${toSentence(error)}`, remedy }]
  }
}

import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

/** Whether this machine's git can take pushes over HTTPS. */
export async function checkGit({ git }: Pick<ApiDeps, 'git'>): Promise<Check[]> {
  const fault = await git.findFault()
  if (fault === null) return [{ name: 'git', state: 'ok', detail: 'Pushes are taken over SSH and HTTPS.', remedy: null }]
  return [{ name: 'git', state: 'warning', detail: fault, remedy: 'Install the whole git of the system, e.g.: apt install git' }]
}

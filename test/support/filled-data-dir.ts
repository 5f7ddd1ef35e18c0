import { openAccounts } from '../../src/accounts/accounts.ts'
import { noBrowser } from '../../src/accounts/visitor.ts'
import { toUsername } from '../../src/domain/names.ts'
import { openStore } from '../../src/store/open-store.ts'
import { fillMany } from './fill-many.ts'

const ada = { username: 'ada', name: 'Ada Ahrens', email: 'ada@example.edu', password: 'correct horse battery' }

interface Filling {
  /** Stopped ones of ada's with a deployment each. */
  readonly instances: number
  /** In how many browsers she is signed in. */
  readonly signIns?: number
}

/** Puts the super-user `ada` and her instances into a data directory that no manager uses at the moment, as if they had been there for long.
 * @returns a cookie for each of her browsers, e.g. `otm=…` */
export async function fillDataDir(dataDir: string, { instances, signIns = 0 }: Filling): Promise<readonly string[]> {
  const open = await openStore({ dataDir })
  const accounts = await openAccounts({ ...open, publicUrl: 'http://localhost' })
  await accounts.createFirstSuperUser(ada, null)
  await fillMany(open.store, instances, [ada.username])
  const person = await open.store.people.get(toUsername(ada.username))
  const cookies: string[] = []
  while (cookies.length < signIns) cookies.push((await accounts.signIn.letIn(person, noBrowser)).cookies[0]?.split(';')[0] ?? '')
  await open.database.destroy()
  return cookies
}

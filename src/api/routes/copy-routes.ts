import { type KeptCopy, listCopies, readCopy, removeCopy } from '../../actions/kept-copies.ts'
import { busy } from '../../operations/phrases.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { KeptCopyAnswer } from '../contract/kept-copies.ts'
import type { Handlers } from '../handler.ts'

type Wanted = Pick<ApiDeps, 'settings' | 'store' | 'operations' | 'events'>

/** Copies of all data that were made before something deleted them. */
export const keptCopyRoutes = ({
  settings,
  store,
  operations,
  events,
}: Wanted): Handlers<'listCopies' | 'downloadCopy' | 'removeCopy'> => ({
  async listCopies({ thing }) {
    const copies = await listCopies(settings, thing.id)
    return { items: await Promise.all(copies.map((copy) => toView(store, copy))), next: null }
  },

  async downloadCopy({ thing, params, reply, audit }) {
    const { copy, content } = await readCopy(settings, thing.id, params.copy)
    audit({ detail: copy.id })
    reply.header('content-disposition', `attachment; filename="${toFileName(thing.name, copy)}"`)
    reply.header('content-length', copy.bytes)
    return content
  },

  async removeCopy({ thing, params, audit }) {
    audit({ detail: params.copy })
    const current = operations.current(thing.id)
    if (current) throw busy(thing.name, current)
    await removeCopy(settings, thing.id, params.copy)
    events.publish({ topic: 'instance', name: thing.name, owner: thing.owner })
  },
})

/** Who had it made is known for as long as the journal tells of it. */
async function toView({ operations }: ApiDeps['store'], copy: KeptCopy): Promise<KeptCopyAnswer> {
  return { ...copy, by: (await operations.find(copy.id))?.by ?? null }
}

/** e.g. `otree1-2026-11-27.dump` */
const toFileName = (name: string, { madeAt }: KeptCopy): string => `${name}-${madeAt.slice(0, 10)}.dump`

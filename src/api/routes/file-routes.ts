import { Readable } from 'node:stream'
import type { WrittenFiles } from '../../domain/engine.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { WrittenFilesAnswer } from '../contract/written-files.ts'
import type { Handlers } from '../handler.ts'

/** What projects write into their folders: data, so every reading is written down. */
export const fileRoutes = ({ engine }: Pick<ApiDeps, 'engine'>): Handlers<'listFiles' | 'downloadFiles' | 'removeFiles'> => ({
  async listFiles({ thing, audit }) {
    audit({ detail: 'list' })
    return { items: (await engine.listWritten(thing.id)).map(toView), next: null }
  },

  async downloadFiles({ thing, query, reply, audit }) {
    const { of = null, path = null } = query
    audit({ detail: `download ${of ?? 'all'}` })
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    const tar = Readable.from(await engine.readWritten(thing.id, { of, path }, gone.signal), { objectMode: false })
    reply.header('content-disposition', `attachment; filename="${thing.name}-files.tar"`)
    return tar
  },

  async removeFiles({ thing, query, audit }) {
    audit({ detail: `remove ${query.of}` })
    await engine.removeWritten(thing.id, query.of)
  },
})

const toView = ({ processId: _, files, ...set }: WrittenFiles): WrittenFilesAnswer => ({ ...set, files: [...files] })

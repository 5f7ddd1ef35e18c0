import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ManagerError } from '../domain/error.ts'
import type { GitAsked, GitVerb } from '../domain/git-over-http.ts'
import type { ApiDeps } from './api-deps.ts'
import { callerAddress } from './caller.ts'

const actions = { 'receive-pack': 'git.push', 'upload-pack': 'git.read' } as const
const services: Readonly<Record<string, GitVerb>> = { 'git-receive-pack': 'receive-pack', 'git-upload-pack': 'upload-pack' }
const schema = { hide: true }

/** The three addresses of git's smart protocol below `/git/NAME`, and nothing else. */
export function registerGit(app: FastifyInstance, { git }: Pick<ApiDeps, 'git'>): void {
  const hand = (request: FastifyRequest, reply: FastifyReply, asked: Pick<GitAsked, 'verb' | 'isFirst'>): Promise<void> => {
    const { name } = request.params as { name: string }
    reply.hijack()
    return git.serve({ ...asked, request: request.raw, response: reply.raw, name, from: callerAddress(request) })
  }
  // Pushes begin here, too; who may push is looked at by then.
  const config = { action: 'git.read' } as const
  app.get('/git/:name/info/refs', { config, schema, exposeHeadRoute: false }, async (request, reply) => {
    const { service } = request.query as Readonly<Record<string, unknown>>
    const verb = typeof service === 'string' ? services[service] : undefined
    if (!verb) throw new ManagerError('not_found', 'Only pushes, clones and fetches by git are answered here.')
    await hand(request, reply, { verb, isFirst: true })
  })
  for (const [service, verb] of Object.entries(services)) {
    app.addContentTypeParser(`application/x-${service}-request`, (_request, payload, done) => done(null, payload))
    app.post(`/git/:name/${service}`, { config: { action: actions[verb] }, schema }, (request, reply) =>
      hand(request, reply, { verb, isFirst: false }),
    )
  }
}

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ManagerError } from '../../domain/error.ts'
import { findAcceptedLanguage } from '../../domain/language.ts'
import type { Username } from '../../domain/names.ts'
import type { Language } from '../../domain/person.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { PageStart } from '../contract/page-start.ts'
import { toNavigation } from './navigation.ts'
import { readBuiltPage, toPageBuild } from './page-build.ts'
import { toPageHeaders } from './page-headers.ts'
import { toPageHtml } from './page-html.ts'
import { isEncrypted } from './session-cookie.ts'
import { sendFile } from './static-files.ts'

const otherPlaces = ['/api/', '/git/', '/lobby/', '/lab/', '/e/', '/assets/']
const aYear = 'public, max-age=31536000, immutable'
const anHour = 'public, max-age=3600'

type DashboardDeps = Pick<ApiDeps, 'mail' | 'accounts' | 'settings' | 'store' | 'webDir'>

/** The dashboard's page at every address that nothing else has, and the files that it is made of. */
export function registerDashboard(app: FastifyInstance, deps: DashboardDeps): void {
  const config = { action: 'dashboard.open' } as const
  const schema = { hide: true }
  app.get('/assets/:file', { config, schema }, async (request, reply) => {
    const { file } = request.params as { file: string }
    if (!(await sendFile(request, reply, { directory: join(deps.webDir, 'assets'), name: file, cacheControl: aYear }))) throw nothingHere()
    return reply
  })
  app.get('/*', { config, schema }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (otherPlaces.some((place) => path.startsWith(place))) throw nothingHere()
    if (await sendFile(request, reply, { directory: deps.webDir, name: path.slice(1), cacheControl: anHour })) return reply
    return sendPage(deps, request, reply)
  })
}

const nothingHere = (): ManagerError => new ManagerError('not_found', 'There is nothing at this address.')

/** The page carries the short-lived token, so it goes to nobody but a person who opened it at the top of a window. */
async function sendPage(deps: DashboardDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { publicUrl } = deps.settings
  const nonce = randomBytes(18).toString('base64')
  reply.headers(toPageHeaders(nonce, deps.settings))
  const navigation = toNavigation(request.headers)
  const mayCarryToken = navigation === 'navigation' || (navigation === 'unknown' && !isEncrypted(publicUrl))
  if (!mayCarryToken && request.headers.cookie !== undefined) return sendSentence(request, reply)
  const found = mayCarryToken ? await deps.accounts.sessions.find(request.headers.cookie) : undefined
  if (found && found.cookies.length > 0) reply.header('set-cookie', [...found.cookies])
  if (found) await deps.accounts.signIns.noteSeen(found.session.id)
  const token = found ? deps.accounts.pageTokens.issue(found.session) : { token: null, expiresAt: null }
  const language = found ? await findLanguageOf(deps, found.session.username) : null
  const built = await readBuiltPage(deps.webDir)
  const start: PageStart = {
    ...token,
    build: toPageBuild(built),
    nonce,
    language,
    setupNeeded: await deps.accounts.isSetupNeeded(),
    encrypted: isEncrypted(publicUrl),
    mail: deps.mail.isConfigured,
  }
  const lang = language ?? findAcceptedLanguage(request.headers['accept-language']) ?? 'en'
  return reply.type('text/html; charset=utf-8').send(toPageHtml(built, { start, lang }))
}

const findLanguageOf = async ({ store }: DashboardDeps, username: string): Promise<Language | null> =>
  (await store.people.find(username as Username))?.language ?? null

/** For whoever has no page of the dashboard, and thus none of its texts. */
const sentences: Readonly<Record<Language, string>> = {
  en: 'The manager opens only in a window of its own. Type its address into a new window of an up-to-date browser.',
  de: 'oTree Manager öffnet sich nur in einem eigenen Fenster. Geben Sie die Adresse in ein neues Fenster eines aktuellen Browsers ein.',
}

function sendSentence(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = findAcceptedLanguage(request.headers['accept-language']) ?? 'en'
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>oTree Manager</title>\n<p>${sentences[lang]}</p></html>`
  return reply.code(403).type('text/html; charset=utf-8').send(html)
}

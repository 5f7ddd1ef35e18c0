import { finished } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from '../api-deps.ts'
import { callerAddress } from '../caller.ts'
import { ForgottenPasswords } from '../forgotten-passwords.ts'
import type { Handlers } from '../handler.ts'

const answer = {
  detail:
    'If there is such a person, a mail with a link is on its way to them. It may take some minutes; look into the folder for spam, too.',
}

/** Forgotten passwords. */
export const forgottenRoutes = (deps: ApiDeps, app: FastifyInstance): Handlers<'forgottenPassword'> => {
  const forgotten = new ForgottenPasswords(deps)
  app.addHook('onClose', () => forgotten.drain())
  return {
    async forgottenPassword({ body, audit, request, reply }) {
      forgotten.assertMayAsk(callerAddress(request))
      const person = await forgotten.find(body.usernameOrEmail)
      if (person) {
        audit({ thing: `person:${person.username}` }) // only people who exist are named: what was typed may be a password
        finished(reply.raw, () => forgotten.begin(person))
      }
      return answer
    },
  }
}

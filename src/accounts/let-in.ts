import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

const body = z.object({ userId: z.string(), userAgent: z.string(), ipAddress: z.string() })

/** better-auth's own way to sign somebody in, for whom we have found to be who they say: a new session and its signed cookie. Only callable from here. */
export const letIn = () => ({
  id: 'let-in',
  endpoints: {
    letIn: createAuthEndpoint.serverOnly({ method: 'POST', body }, async (context) => {
      const { internalAdapter } = context.context
      const { userId, userAgent, ipAddress } = context.body
      const user = await internalAdapter.findUserById(userId)
      if (!user) throw new Error('Somebody who is not there any more cannot be let in.')
      const session = await internalAdapter.createSession(userId, false, { userAgent, ipAddress })
      await setSessionCookie(context, { session, user }, false)
      return { sessionId: session.id }
    }),
  },
})

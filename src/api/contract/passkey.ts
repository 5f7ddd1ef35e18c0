import { z } from 'zod'
import { page, time } from './page.ts'

/** base64url, as browsers give binary data in JSON. */
const binary = z
  .string()
  .max(65_536)
  .regex(/^[\w-]*$/)
const ticket = z.string().min(1).max(200)

/** A passkey of the caller; its private half never leaves their device. */
export const passkey = z.object({ id: z.string(), name: z.string(), createdAt: time, lastUsedAt: time.nullable() })
export type PasskeyAnswer = z.infer<typeof passkey>

/** `possible` false: browsers have no passkeys for the manager's address, which is no HTTPS or has no host name. */
export const passkeyList = page(passkey).extend({ possible: z.boolean() })

/** For `navigator.credentials.get` or `.create`, and the ticket with which its answer is sent. */
export const passkeyRequest = z.object({ ticket: z.string(), expiresAt: time, options: z.looseObject({ challenge: z.string() }) })
export type PasskeyRequest = z.infer<typeof passkeyRequest>

export const passkeyBegin = z.strictObject({ password: z.string().min(1).max(256) })

const credential = { id: binary, rawId: binary, type: z.literal('public-key'), authenticatorAttachment: z.string().max(40).optional() }

/** What `navigator.credentials.create` gave. */
export const passkeyCreate = z.strictObject({
  ticket,
  name: z.string().trim().min(1).max(100),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: binary,
      attestationObject: binary,
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
    clientExtensionResults: z.looseObject({}),
  }),
})
export type PasskeyCreate = z.input<typeof passkeyCreate>

export const passkeyRename = passkeyCreate.pick({ name: true })
export type PasskeyRename = z.input<typeof passkeyRename>

/** What `navigator.credentials.get` gave. */
export const passkeyAnswer = z.strictObject({
  ticket,
  response: z.object({
    ...credential,
    response: z.object({ clientDataJSON: binary, authenticatorData: binary, signature: binary, userHandle: binary.optional() }),
    clientExtensionResults: z.looseObject({}),
  }),
})
export type PasskeyAnswerSent = z.input<typeof passkeyAnswer>

import { createTransport } from 'nodemailer'
import type { MailSettings } from '../domain/settings.ts'
import { trustedCertificates } from '../lib/certificates.ts'
import type { RenderedMail } from './render-mail.ts'

export interface DeliverySettings {
  readonly mail: MailSettings
  readonly extraCaFile: string | null
}

export interface Delivery {
  /** Stays the same over all attempts, so that a mail which came twice is known as one. */
  readonly id: string
  readonly message: RenderedMail
  readonly signal: AbortSignal
}

/** Hands one mail to the mail server, over a connection of its own. @returns the server's answer @throws what nodemailer throws; see `mail-fault.ts` */
export async function deliver(settings: DeliverySettings, { id, message, signal }: Delivery): Promise<string> {
  const { from, replyTo } = settings.mail
  const transport = createTransport(await toOptions(settings))
  try {
    const { response } = await transport.sendMail({
      ...message,
      from,
      ...(replyTo === null ? {} : { replyTo }),
      messageId: `<${id}@${from.address.split('@')[1]}>`,
      // RFC 3834: nobody's holiday answers it
      headers: { 'auto-submitted': 'auto-generated' },
      signal,
    })
    return response
  } finally {
    transport.close()
  }
}

/** Nothing is sent unencrypted unless the settings say so: a server that cannot is an error. */
async function toOptions({ mail: { host, port, tls, login }, extraCaFile }: DeliverySettings) {
  return {
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { ca: tls === 'none' ? [] : await trustedCertificates(extraCaFile), minVersion: 'TLSv1.2' as const },
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    socketCloseTimeout: 2_000,
    maxResponseSize: 16 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

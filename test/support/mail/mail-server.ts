import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server'
import type { MailSettings } from '../../../src/domain/settings.ts'

/** One mail as it came over the wire. */
export interface ReceivedMail {
  readonly raw: string
  readonly from: string
  readonly to: readonly string[]
  /** Whether it came encrypted. */
  readonly secure: boolean
  readonly user: string | null
}

interface MailServerOptions {
  readonly tls?: MailSettings['tls']
  readonly certificate?: { readonly key: string; readonly cert: string }
  /** Whoever sends must be this user. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Default: any free one. */
  readonly port?: number
  /** Says no to a receiver, by throwing `refusal(…)`. */
  readonly onReceiver?: (address: string) => void
  /** Says no to a mail, or takes its time, before it is taken. */
  readonly onMail?: (mail: ReceivedMail) => void | Promise<void>
}

/** A real mail server, on this machine alone. */
export interface MailServer {
  readonly port: number
  /** Those that it has taken. */
  readonly received: readonly ReceivedMail[]
  /** How to reach it. */
  readonly settings: MailSettings
  /** Those for an address, understood. */
  mailsTo(address: string): Promise<readonly Email[]>
  close(): Promise<void>
}

/** What a mail server answers when it does not want. */
export const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { tls = 'none', login, port = 0 } = options
  const received: ReceivedMail[] = []
  const server = new SMTPServer(toServerOptions(options, received))
  server.on('error', () => undefined) // a client that breaks off is no fault of the test
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const at = (server.server.address() as AddressInfo).port
  return {
    port: at,
    received,
    settings: {
      host: tls === 'none' ? '127.0.0.1' : 'localhost',
      port: at,
      tls,
      login: login ?? null,
      from: { name: 'oTree Lab', address: 'lab@example.edu' },
      replyTo: null,
    },
    mailsTo: (address) => Promise.all(received.filter(({ to }) => to.includes(address)).map(({ raw }) => PostalMime.parse(raw))),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function toServerOptions({ tls, certificate, login, onReceiver, onMail }: MailServerOptions, received: ReceivedMail[]): SMTPServerOptions {
  return {
    ...certificate,
    secure: tls === 'tls',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    authOptional: login === undefined,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.password
        ? done(null, { user: username })
        : done(refusal(535, `5.7.8 Wrong password ${password}`)),
    onRcptTo: ({ address }, _session, done) => answer(() => onReceiver?.(address), done),
    onData: (stream, { envelope, secure, user }, done) => {
      const take = async (): Promise<void> => {
        const addresses = { from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address) }
        const mail = { raw: await read(stream), ...addresses, secure, user: user ?? null }
        await onMail?.(mail)
        received.push(mail)
      }
      answer(take, done)
    },
  }
}

const answer = (work: () => void | Promise<void>, done: (error?: Error | null) => void): void =>
  void (async () => work())().then(() => done(), done)

async function read(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

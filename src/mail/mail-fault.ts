import type { MailSettings } from '../domain/settings.ts'

/** Why a mail was not taken. */
export interface MailFault {
  /** Another attempt would end in the same way. */
  readonly isPermanent: boolean
  /** A sentence with the server's own words and the next step; without secrets. */
  readonly reason: string
}

interface SmtpError extends Error {
  readonly code?: string
  /** What was asked of the server, e.g. `RCPT TO`, `AUTH PLAIN`, `CONN`. */
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

/** Puts what went wrong into a sentence. Only what the server says of this very mail, its receiver or its content, is final: a wrong password, certificate or sender is mended in
 * the settings, and then all mails that wait shall leave. */
export function toMailFault(error: unknown, settings: MailSettings): MailFault {
  const fault = error instanceof Error ? (error as SmtpError) : new Error(String(error))
  return { isPermanent: isFinal(fault), reason: scrub(toSentence(fault, settings), settings) }
}

/** 503 is about the order of commands and not about the mail. */
function isFinal({ code, command, responseCode = 0 }: SmtpError): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true
  return (command === 'RCPT TO' || command === 'DATA') && responseCode >= 500 && responseCode < 600 && responseCode !== 503
}

function toSentence(fault: SmtpError, { host, port, tls }: MailSettings): string {
  const { code, command = '', response, message } = fault
  const server = `The mail server ${host}:${port}`
  const words = response ? `: ${response}` : ` (${message}).`
  if (code === 'EABORT') return `${server} took too long. It is tried again later.`
  if (command.startsWith('AUTH') || code === 'EAUTH')
    return `${server} does not take our user and password${words} Correct OTM_SMTP_USER and OTM_SMTP_PASSWORD_FILE.`
  if (command === 'MAIL FROM') return `${server} does not take mail from OTM_MAIL_FROM${words} Correct it, or set OTM_SMTP_USER.`
  if (command === 'RCPT TO' || command === 'API') return `${server} does not take mail to this address${words}`
  if (command === 'DATA') return `${server} did not take the mail${words}`
  if (isCertificate(fault))
    return `The certificate of ${host} is not trusted (${message}). Correct OTM_SMTP_HOST, or add the CA to OTM_EXTRA_CA_FILE.`
  if (code === 'ETLS' || command === 'STARTTLS' || tls === 'tls') {
    return `No encrypted connection to ${host}:${port} came about${words} OTM_SMTP_TLS is ${tls}; set it, and OTM_SMTP_PORT, to what this server offers.`
  }
  return `${server} cannot be reached, or does not answer as one${words} Check OTM_SMTP_HOST, OTM_SMTP_PORT and OTM_SMTP_TLS.`
}

const isCertificate = ({ message, cause }: SmtpError): boolean =>
  /certificate|altnames|ERR_TLS_CERT|SELF_SIGNED/i.test(`${message} ${cause instanceof Error ? cause.message : ''}`)

const longestReason = 500

type Login = NonNullable<MailSettings['login']>

/** The password as `AUTH PLAIN` and `AUTH LOGIN` send it, and itself. The longest is first: a short password may be a part of it. */
const toSecrets = ({ user, password }: Login): readonly string[] => [toBase64(`\0${user}\0${password}`), toBase64(password), password]

const toBase64 = (text: string): string => Buffer.from(text).toString('base64')

/** Some servers quote what they refuse, with the link in it. */
function scrub(sentence: string, { login }: MailSettings): string {
  return (login === null ? [] : toSecrets(login))
    .reduce((text, secret) => text.replaceAll(secret, '…'), sentence)
    .replace(/#[\w-]{8,}/g, '#…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, longestReason)
}

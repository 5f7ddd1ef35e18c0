import { ManagerError } from '../domain/error.ts'
import type { MailSettings } from '../domain/settings.ts'
import { readSecretFile } from './secret-file.ts'
import type { MailSettingKey, ParsedSettings } from './settings-schema.ts'

type ParsedMail = Pick<ParsedSettings, MailSettingKey>

/** Takes the settings of mail out of all settings. */
export function splitOffMail(parsed: ParsedSettings): { readonly mail: ParsedMail; readonly others: Omit<ParsedSettings, MailSettingKey> } {
  const { smtpHost, smtpPort, smtpTls, smtpUser, smtpPassword, smtpPasswordFile, mailFrom, mailReplyTo, ...others } = parsed
  return { mail: { smtpHost, smtpPort, smtpTls, smtpUser, smtpPassword, smtpPasswordFile, mailFrom, mailReplyTo }, others }
}

/** Puts the settings of mail together. @param given  the names of all settings that somebody made
 * @returns null without a mail server @throws ManagerError `setting_invalid`: they do not fit each other, or the file with the password cannot be used */
export async function readMailSettings(parsed: ParsedMail, given: readonly string[]): Promise<MailSettings | null> {
  const fault = findMailFault(parsed, given)
  if (fault !== null) throw invalid(fault)
  const { smtpHost, smtpPort, smtpTls, smtpUser, smtpPassword, smtpPasswordFile, mailFrom, mailReplyTo } = parsed
  if (smtpHost === null || mailFrom === null) return null
  const password =
    smtpPasswordFile === null ? smtpPassword : await readSecretFile('OTM_SMTP_PASSWORD_FILE', smtpPasswordFile, 'the password')
  return {
    host: smtpHost,
    port: smtpPort,
    tls: smtpTls,
    login: smtpUser === null || password === null ? null : { user: smtpUser, password },
    from: mailFrom,
    replyTo: mailReplyTo,
  }
}

/** What does not fit together, in a sentence that never shows a password; null: nothing. */
function findMailFault(parsed: ParsedMail, given: readonly string[]): string | null {
  const { smtpHost, smtpTls, smtpUser, smtpPassword, smtpPasswordFile, mailFrom } = parsed
  const stray = given.find((name) => name.startsWith('OTM_SMTP_') || name.startsWith('OTM_MAIL_'))
  const hasPassword = smtpPassword !== null || smtpPasswordFile !== null
  if (smtpHost === null)
    return stray ? `${stray} is set, but OTM_SMTP_HOST is not. Set it to the name of the mail server, or remove ${stray}.` : null
  if (mailFrom === null) return 'OTM_SMTP_HOST is set, but OTM_MAIL_FROM is not. Set it to the address that our mails come from.'
  if (smtpPassword !== null && smtpPasswordFile !== null) {
    return 'Both OTM_SMTP_PASSWORD and OTM_SMTP_PASSWORD_FILE are set. Remove one of them; the file is the safer place.'
  }
  if (smtpUser !== null && !hasPassword)
    return 'OTM_SMTP_USER is set, but no password. Set OTM_SMTP_PASSWORD_FILE, or remove OTM_SMTP_USER.'
  if (smtpUser === null && hasPassword)
    return 'There is a password for the mail server, but no user. Set OTM_SMTP_USER, or remove the password.'
  if (smtpUser !== null && smtpTls === 'none' && !isThisMachine(smtpHost)) {
    return `With OTM_SMTP_TLS=none everybody on the way to ${smtpHost} can read the password. Set it to starttls or tls, or remove OTM_SMTP_USER.`
  }
  return null
}

/** Whether what is sent there never leaves the machine. */
export const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)

const invalid = (message: string): ManagerError => new ManagerError('setting_invalid', message)

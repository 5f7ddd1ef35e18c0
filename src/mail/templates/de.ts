import {
  type CheckLevels,
  countUnwell,
  describeCheck,
  type HealthCheck,
  type HealthNews,
  healthPath,
} from '../../domain/health-messages.ts'
import type { MailPlace, MailTexts } from './mail-texts.ts'

const hello = ({ name }: MailPlace): string => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`)

/** The mails in German. */
export const de: MailTexts = {
  invitation: ({ username, url, expiresAt }, place) => ({
    subject: 'Einladung: Wählen Sie Ihr Passwort für oTree Manager',
    greeting: hello(place),
    before: [
      `Sie sind zum oTree Manager unter ${place.publicUrl} eingeladen. Ihr Benutzername ist ${username}.`,
      'Öffnen Sie diesen Link und wählen Sie Ihr Passwort:',
    ],
    link: { label: 'Passwort wählen', url },
    after: [
      `Der Link gilt einmal, bis ${place.toTime(expiresAt)}. Er ist nur für Sie bestimmt: Wer ihn hat, kann sich als Sie anmelden. Bitte leiten Sie diese Mail nicht weiter.`,
      'Wenn Sie nicht wissen, worum es geht, brauchen Sie nichts zu tun.',
    ],
  }),
  'new-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Wählen Sie ein neues Passwort für oTree Manager',
    greeting: hello(place),
    before: [
      `ein Superuser des oTree Managers unter ${place.publicUrl} hat für Sie einen Link erzeugt, mit dem Sie ein neues Passwort wählen. Ihr Benutzername ist ${username}.`,
    ],
    link: { label: 'Neues Passwort wählen', url },
    after: [
      `Der Link gilt einmal, bis ${place.toTime(expiresAt)}. Er ist nur für Sie bestimmt: Wer ihn hat, kann sich als Sie anmelden. Bitte leiten Sie diese Mail nicht weiter.`,
      'Ihr jetziges Passwort gilt, bis Sie das neue gewählt haben.',
    ],
  }),
  'forced-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Ihr Passwort für oTree Manager gilt nicht mehr',
    greeting: hello(place),
    before: [
      `ein Superuser des oTree Managers unter ${place.publicUrl} hat Sie überall abgemeldet, und Ihr Passwort gilt nicht mehr. Ihr Benutzername ist ${username}.`,
      'Öffnen Sie diesen Link und wählen Sie ein neues Passwort:',
    ],
    link: { label: 'Neues Passwort wählen', url },
    after: [
      `Der Link gilt einmal, bis ${place.toTime(expiresAt)}. Er ist nur für Sie bestimmt: Wer ihn hat, kann sich als Sie anmelden. Bitte leiten Sie diese Mail nicht weiter.`,
    ],
  }),
  'forgotten-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Ihr neues Passwort für oTree Manager',
    greeting: hello(place),
    before: [
      `jemand, wahrscheinlich Sie selbst, hat unter ${place.publicUrl} ein neues Passwort angefordert. Ihr Benutzername ist ${username}.`,
      'Öffnen Sie diesen Link und wählen Sie es:',
    ],
    link: { label: 'Neues Passwort wählen', url },
    after: [
      `Der Link gilt einmal, bis ${place.toTime(expiresAt)}. Links aus früheren Mails gelten nicht mehr.`,
      'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
    ],
  }),
  test: ({ sentBy }, place) => ({
    subject: 'Testmail des oTree Managers',
    greeting: hello(place),
    before: [
      `dies ist die Testmail, die ${sentBy} vom oTree Manager unter ${place.publicUrl} hat senden lassen. Sie ist angekommen, Mail funktioniert also.`,
    ],
    link: null,
    after: ['Sie brauchen nichts zu tun.'],
  }),
  health: (news, place) => ({
    subject: `oTree Manager unter ${new URL(place.publicUrl).host}: ${toSummary(news)}`,
    greeting: hello(place),
    before: [
      `das hat der oTree Manager unter ${place.publicUrl} bei sich selbst gefunden; die Einzelheiten schreibt er auf Englisch.`,
      ...toSection('Neu:', news.worse),
      ...toSection('Wieder in Ordnung:', news.wellAgain),
      ...toSection('Außerdem nicht in Ordnung:', news.still),
    ],
    link: { label: 'Systemzustand öffnen', url: `${place.publicUrl}${healthPath}` },
    after: ['Wer diese Mail bekommt, legt OTM_HEALTH_MAIL fest: ohne diese Einstellung alle Superuser.'],
  }),
}

function toSummary(news: HealthNews): string {
  const { errors, warnings } = countUnwell(news)
  const words = warnings === 1 ? 'Warnung' : 'Warnungen'
  const counts = [...(errors === 0 ? [] : [`${errors} Fehler`]), ...(warnings === 0 ? [] : [`${warnings} ${words}`])]
  return counts.join(', ') || 'alles wieder in Ordnung'
}

const toSection = (title: string, checks: readonly HealthCheck[]): readonly string[] =>
  checks.length === 0 ? [] : [title, ...checks.map((check) => describeCheck(check, levels))]

const levels: CheckLevels = { ok: null, warning: 'Warnung', error: 'Fehler' }

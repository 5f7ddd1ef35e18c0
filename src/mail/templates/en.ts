import { describeCheck, englishLevels, type HealthCheck, healthPath, summarizeHealth } from '../../domain/health-messages.ts'
import type { MailPlace, MailTexts } from './mail-texts.ts'

const hello = ({ name }: MailPlace): string => (name === '' ? 'Hello,' : `Hello ${name},`)

/** The mails in English. */
export const en: MailTexts = {
  invitation: ({ username, url, expiresAt }, place) => ({
    subject: 'Your invitation to oTree Manager',
    greeting: hello(place),
    before: [
      `you have been invited to oTree Manager at ${place.publicUrl}. Your username is ${username}.`,
      'Open this link and choose your password:',
    ],
    link: { label: 'Choose your password', url },
    after: [
      `The link works once, until ${place.toTime(expiresAt)}. It is meant for you alone: whoever has it can sign in as you. Please do not pass this mail on.`,
      'If you do not know what this is about, you need do nothing.',
    ],
  }),
  'new-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Choose a new password for oTree Manager',
    greeting: hello(place),
    before: [
      `a super-user of oTree Manager at ${place.publicUrl} has made a link for you, with which you choose a new password. Your username is ${username}.`,
    ],
    link: { label: 'Choose a new password', url },
    after: [
      `The link works once, until ${place.toTime(expiresAt)}. It is meant for you alone: whoever has it can sign in as you. Please do not pass this mail on.`,
      'The password that you have now works until you have chosen the new one.',
    ],
  }),
  'forced-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Your password for oTree Manager does not work any more',
    greeting: hello(place),
    before: [
      `a super-user of oTree Manager at ${place.publicUrl} has signed you out everywhere, and your password does not work any more. Your username is ${username}.`,
      'Open this link and choose a new password:',
    ],
    link: { label: 'Choose a new password', url },
    after: [
      `The link works once, until ${place.toTime(expiresAt)}. It is meant for you alone: whoever has it can sign in as you. Please do not pass this mail on.`,
    ],
  }),
  'forgotten-password': ({ username, url, expiresAt }, place) => ({
    subject: 'Your new password for oTree Manager',
    greeting: hello(place),
    before: [
      `somebody, probably you, asked for a new password at ${place.publicUrl}. Your username is ${username}.`,
      'Open this link and choose it:',
    ],
    link: { label: 'Choose a new password', url },
    after: [
      `The link works once, until ${place.toTime(expiresAt)}. Links of earlier mails do not work any more.`,
      'If it was not you, you need do nothing: your password stays as it is.',
    ],
  }),
  test: ({ sentBy }, place) => ({
    subject: 'Test mail of oTree Manager',
    greeting: hello(place),
    before: [`this is the test mail that ${sentBy} had sent by oTree Manager at ${place.publicUrl}. You have got it, so mail works.`],
    link: null,
    after: ['You need do nothing.'],
  }),
  health: (news, place) => ({
    subject: `oTree Manager at ${new URL(place.publicUrl).host}: ${summarizeHealth(news)}`,
    greeting: hello(place),
    before: [
      `this is what oTree Manager at ${place.publicUrl} found when it looked at itself.`,
      ...toSection('New:', news.worse),
      ...toSection('Well again:', news.wellAgain),
      ...toSection('Also not well:', news.still),
    ],
    link: { label: 'Open the page Health', url: `${place.publicUrl}${healthPath}` },
    after: ['Who gets this mail is set by OTM_HEALTH_MAIL: by default every super-user.'],
  }),
}

const toSection = (title: string, checks: readonly HealthCheck[]): readonly string[] =>
  checks.length === 0 ? [] : [title, ...checks.map((check) => describeCheck(check, englishLevels))]

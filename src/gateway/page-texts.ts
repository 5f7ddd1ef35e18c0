import type { Language } from '../domain/person.ts'

/** What one of the gateway's own pages says. */
export interface PageText {
  readonly title: string
  readonly text: string
}

const en = {
  'not-deployed': {
    title: 'Nothing here yet',
    text: 'This address is ready, but no study has been put here yet.',
  },
  starting: {
    title: 'One moment, please',
    text: 'The study is starting. This page goes on by itself in a few seconds.',
  },
  stopped: {
    title: 'Not open at the moment',
    text: 'This study is not open at the moment. Please ask the person who runs it when it will be.',
  },
  failed: {
    title: 'This study does not work at the moment',
    text: 'Please tell the person who runs this study.',
  },
  busy: {
    title: 'Very many people are here at the moment',
    text: 'Please try again in a few seconds. This page does so by itself.',
  },
  unknown: {
    title: 'There is no study at this address',
    text: 'Please check the address, letter by letter, or ask the person who gave it to you.',
  },
  'bad-answer': {
    title: 'This page did not arrive',
    text: 'Please load it again. If that does not help, tell the person who runs this study.',
  },
  'no-answer': {
    title: 'This page takes too long',
    text: 'Please load it again. If that does not help, tell the person who runs this study.',
  },
  foreign: {
    title: 'This was sent from another website',
    text: 'Only pages of this study itself may send something here. Open the study from its own address, and try again.',
  },
  shut: {
    title: 'Only for the person who runs this study',
    text: 'Please sign in first.',
  },
  'entry-over': {
    title: 'This way in has ended',
    text: 'It works once, and for half a minute. Go back to the dashboard, and open the study from there again.',
  },
  worker: {
    title: 'Nothing of this study runs in the background',
    text: 'Service workers are not allowed here, and pages work without them.',
  },
  'bad-request': {
    title: 'This address cannot be opened',
    text: 'The request is not one that a browser would make.',
  },
  'manager-away': {
    title: 'One moment, please',
    text: 'The dashboard is not running at the moment. Studies go on meanwhile. This page tries again by itself.',
  },
} as const satisfies Record<string, PageText>

export type PageName = keyof typeof en

const de: Readonly<Record<PageName, PageText>> = {
  'not-deployed': {
    title: 'Hier ist noch nichts',
    text: 'Diese Adresse ist bereit, aber eine Studie gibt es hier noch nicht.',
  },
  starting: {
    title: 'Einen Moment, bitte',
    text: 'Die Studie startet. In wenigen Sekunden geht es auf dieser Seite von selbst weiter.',
  },
  stopped: {
    title: 'Zurzeit nicht geöffnet',
    text: 'Diese Studie ist zurzeit nicht geöffnet. Bitte fragen Sie die Person, die sie durchführt, wann sie es sein wird.',
  },
  failed: {
    title: 'Diese Studie funktioniert zurzeit nicht',
    text: 'Bitte sagen Sie der Person Bescheid, die diese Studie durchführt.',
  },
  busy: {
    title: 'Zurzeit sind sehr viele Menschen hier',
    text: 'Bitte versuchen Sie es in ein paar Sekunden noch einmal. Diese Seite tut es auch von selbst.',
  },
  unknown: {
    title: 'Unter dieser Adresse gibt es keine Studie',
    text: 'Bitte prüfen Sie die Adresse, Buchstabe für Buchstabe, oder fragen Sie die Person, von der Sie sie haben.',
  },
  'bad-answer': {
    title: 'Diese Seite ist nicht angekommen',
    text: 'Bitte laden Sie sie neu. Wenn das nicht hilft, sagen Sie der Person Bescheid, die diese Studie durchführt.',
  },
  'no-answer': {
    title: 'Diese Seite braucht zu lange',
    text: 'Bitte laden Sie sie neu. Wenn das nicht hilft, sagen Sie der Person Bescheid, die diese Studie durchführt.',
  },
  foreign: {
    title: 'Das wurde von einer anderen Website gesendet',
    text: 'Nur Seiten dieser Studie selbst dürfen etwas hierher senden. Öffnen Sie die Studie unter ihrer eigenen Adresse und versuchen Sie es noch einmal.',
  },
  shut: {
    title: 'Nur für die Person, die diese Studie durchführt',
    text: 'Bitte melden Sie sich zuerst an.',
  },
  'entry-over': {
    title: 'Dieser Zugang ist abgelaufen',
    text: 'Er gilt einmal und eine halbe Minute lang. Gehen Sie zurück zum Dashboard und öffnen Sie die Studie dort noch einmal.',
  },
  worker: {
    title: 'Nichts von dieser Studie läuft im Hintergrund',
    text: 'Service-Worker sind hier nicht erlaubt, und Seiten kommen ohne sie aus.',
  },
  'bad-request': {
    title: 'Diese Adresse lässt sich nicht öffnen',
    text: 'So eine Anfrage stellt kein Browser.',
  },
  'manager-away': {
    title: 'Einen Moment, bitte',
    text: 'Das Dashboard läuft zurzeit nicht. Studien gehen währenddessen weiter. Diese Seite versucht es von selbst noch einmal.',
  },
}

/** Participants see them: nothing in them is about a manager, an instance or a cause. */
export const pageTexts: Readonly<Record<Language, Readonly<Record<PageName, PageText>>>> = { en, de }

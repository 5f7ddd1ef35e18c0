import { speak } from '../i18n/messages.ts'

// Tests of what pages are made of read them in English.

await speak('en')

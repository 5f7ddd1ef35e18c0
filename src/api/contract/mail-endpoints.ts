import { row } from './endpoint.ts'
import { mailList, mailRetried, mailRetry, mailTest, mailTested } from './mail.ts'

/** Mails that the manager sends. */
export const mailEndpoints = {
  listMail: row({
    method: 'GET',
    path: '/mail',
    action: 'mail.list',
    thing: 'none',
    summary: 'Mails that have not left yet, and why',
    status: 200,
    response: mailList,
  }),
  testMail: row({
    method: 'POST',
    path: '/mail/test',
    action: 'mail.test',
    thing: 'none',
    summary: 'Sends a test mail now, and tells what the mail server says',
    body: mailTest,
    status: 200,
    response: mailTested,
  }),
  retryMail: row({
    method: 'POST',
    path: '/mail/retry',
    action: 'mail.retry',
    thing: 'none',
    summary: 'Tries again now what failed or waits',
    body: mailRetry,
    status: 200,
    response: mailRetried,
  }),
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../src/lib/wait-until.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

let visitor: Visitor
let ada: Page
beforeAll(async () => {
  visitor = await openVisitor('ada')
  ada = visitor.page
})
afterAll(() => visitor.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
/** The link in the newest mail to somebody. */
const linkTo = (username: string): Promise<string> =>
  waitUntil(`a mail to ${username}`, async () => {
    const { text = '' } = (await visitor.laboratory.mailServer.mailsTo(`${username}@example.edu`)).at(-1) ?? {}
    return /http:\S+#\S+/.exec(text)?.[0]
  })
/** A window in which nobody is signed in. */
async function asStranger(path: string): Promise<Page> {
  const context = await ada.context().browser()?.newContext({ reducedMotion: 'reduce' })
  if (!context) throw new Error('The browser is gone.')
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(visitor.laboratory.url + path)
  return page
}

it('somebody who is created gets the link by mail, which is shown to copy as well', async () => {
  await ada.goto(`${visitor.laboratory.url}/people`)
  await button(ada, 'Create person').click()
  await ada.getByLabel('Name', { exact: true }).fill('Frida Ernst')
  await ada.getByLabel('Username').fill('frida')
  await ada.getByLabel('E-mail').fill('frida@example.edu')
  await button(ada, 'Create').click()
  await ada.getByText('A mail with this link is on its way to Frida Ernst (frida@example.edu).').waitFor()
  expect(await ada.getByRole('dialog').locator('code').textContent()).toBe(await linkTo('frida'))
})

describe('whoever forgot their password', () => {
  it('gets a mail with a link to a new one, and is signed in by it', async () => {
    const page = await asStranger('/sign-in')
    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    await button(page, 'Send the link').click()
    await page.getByText('Please fill this in.').waitFor()
    await page.getByLabel('Username or e-mail address').fill('Berta@example.edu')
    await button(page, 'Send the link').click()
    await heading(page, 'Look into your mailbox').waitFor()
    await page.goto(await linkTo('berta'))
    await page.getByLabel('Password', { exact: true }).fill('a third good password')
    await page.getByLabel('Password again').fill('a third good password')
    await button(page, 'Save and sign in').click()
    await heading(page, 'Your instances').waitFor()
    await page.context().close()
  })

  it('is told the same when there is no such person', async () => {
    const page = await asStranger('/forgotten')
    await page.getByLabel('Username or e-mail address').fill('nobody')
    await button(page, 'Send the link').click()
    await heading(page, 'Look into your mailbox').waitFor()
    await page.getByRole('link', { name: 'Go to sign-in' }).click()
    await heading(page, 'Sign in').waitFor()
    await page.context().close()
  })
})

it('a super-user sees what has not left and why, tries it again, and sends a test mail', async () => {
  await ada.goto(`${visitor.laboratory.url}/health`)
  const row = ada.getByRole('row', { name: /gone@example\.edu/ })
  await row.getByText('failed').waitFor()
  await row.getByText('User unknown').waitFor()
  await button(ada, 'Try all again now').click()
  await ada.getByText('1 mail is being tried again.').waitFor()
  await button(ada, 'Send a test mail').click()
  await ada.getByText('The mail server has taken a mail to ada@example.edu. It said: 250').waitFor()
  expect(await visitor.laboratory.mailServer.mailsTo('ada@example.edu')).toMatchObject([{ subject: 'Test mail of oTree Manager' }])
})

it('a super-user sends a test message to the web hook, and reads what it answers, also when it refuses', async () => {
  const { hookServer, url } = visitor.laboratory
  await ada.goto(`${url}/health`)
  await button(ada, 'Send a test message').click()
  await ada.getByText(`${hookServer.host} has taken a test message. It said: 200 ok`).waitFor()
  expect(hookServer.texts).toEqual([expect.stringContaining('This is the test message that ada had sent')])
  hookServer.behave((response) => response.writeHead(404).end('no_service'))
  await button(ada, 'Send a test message').click()
  const answer = `${hookServer.host} answered 404 (no_service).`
  await ada.getByRole('alert').getByText(answer).waitFor()
  await ada.getByRole('listitem').filter({ hasText: 'Messages about the health' }).getByText(answer).waitFor()
})

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { resourcePath } from '../lib/resources.ts'
import { settingsPage } from './settings-page.ts'
import { settingFacts } from './settings-schema.ts'

it('the reference page tells every setting with its default', () => {
  const page = settingsPage()
  for (const { name, shownDefault } of settingFacts) expect(page).toContain(`| \`${name}\` | ${shownDefault} |`)
})

it('the reference page in docs/ is the one that the schema makes (npm run docs writes it)', async () => {
  expect(await readFile(resourcePath('docs', 'reference', 'settings.md'), 'utf8')).toBe(settingsPage())
})

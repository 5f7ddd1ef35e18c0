import { describe, expect, it } from 'vitest'
import { findSloppyGerman } from '../../web/i18n/testing/german.ts'
import { languages } from '../domain/person.ts'
import { toPageAnswer, toPageForm } from './page.ts'
import { type PageName, pageTexts } from './page-texts.ts'

const names = Object.keys(pageTexts.en) as PageName[]
const both = names.flatMap((name) => languages.map((language) => ({ name, language })))

describe.each(both)('the page $name in the language $language', ({ name, language }) => {
  const { status, headers, body } = toPageAnswer(name, language)
  const { title, text } = pageTexts[language][name]

  it('is a whole HTML page that says its language and loads nothing from anywhere', () => {
    expect(body).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`))
    expect(body).toContain(`<title>${title}</title>`)
    expect(body).toContain(`<h1>${title}</h1>\n<p>${text}</p>`)
    expect(body).not.toMatch(/https?:|src=|<script|<link|url\(/)
    expect(headers[headers.indexOf('Content-Length') + 1]).toBe(String(Buffer.byteLength(body)))
  })

  it('tells participants nothing about the machinery', () => {
    if (name !== 'manager-away') expect(body).not.toMatch(/manager|gateway|instan[cz]|deploy|bereitst|upstream|otree/i)
  })

  it('is never kept by a browser, and says when to come back if that makes sense', () => {
    expect(headers).toContain('no-store')
    expect(headers[headers.indexOf('Vary') + 1]).toBe('Accept, Accept-Language')
    expect(headers.includes('Retry-After')).toBe(status === 503)
  })
})

it.each(names)('programs are told the page %s in English', (name) => {
  const { status, body } = toPageAnswer(name, 'json')
  const { title, text } = pageTexts.en[name]
  expect(JSON.parse(body)).toEqual({ type: 'about:blank', code: name, title, status, detail: text })
})

it.each(names)('the page %s is German as it is printed, and not the English one', (name) => {
  const { title, text } = pageTexts.de[name]
  expect(findSloppyGerman(`${title} ${text}`)).toEqual([])
  expect(title).not.toBe(pageTexts.en[name].title)
  expect(text).not.toBe(pageTexts.en[name].text)
})

it('starting loads itself again, stopped does not', () => {
  for (const language of languages) {
    expect(toPageAnswer('starting', language).body).toContain('http-equiv="refresh" content="1"')
    expect(toPageAnswer('stopped', language).body).not.toContain('refresh')
  }
})

it.each([
  ['text/html,application/xhtml+xml,application/json', '/', 'en'],
  ['application/json', '/p/x', 'json'],
  ['application/problem+json', '/p/x', 'json'],
  ['*/*', '/api/sessions', 'json'],
  ['text/html', '/api/sessions', 'en'],
  [undefined, '/', 'en'],
])('whoever accepts %s at %s gets: %s', (accept, url, form) => expect(toPageForm({ headers: accept ? { accept } : {}, url })).toBe(form))

it.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'text/html', 'de'],
  ['en-GB,en;q=0.9,de;q=0.8', 'text/html', 'en'],
  ['fr,de;q=0.5', 'text/html', 'de'],
  ['fr', 'text/html', 'en'],
  ['de', 'application/json', 'json'],
])('whoever reads %s and accepts %s gets: %s', (language, accept, form) =>
  expect(toPageForm({ headers: { accept, 'accept-language': language }, url: '/' })).toBe(form),
)

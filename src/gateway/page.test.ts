import { describe, expect, it } from 'vitest'
import { type PageName, pages, toPageAnswer, wantsJson } from './page.ts'

const names = Object.keys(pages) as PageName[]

describe.each(names)('the page %s', (name) => {
  const { status, headers, body } = toPageAnswer(name, false)

  it('is a whole HTML page that loads nothing from anywhere', () => {
    expect(body).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(body).toMatch(/<title>.+<\/title>/)
    expect(body).toMatch(/<h1>.+<\/h1>/)
    expect(body).not.toMatch(/https?:|src=|<script|<link|url\(/)
  })

  it('tells participants nothing about the machinery', () => {
    if (name !== 'manager-away') expect(body).not.toMatch(/manager|gateway|instance|deploy|upstream|otree/i)
  })

  it('tells programs the same', () => {
    const problem: unknown = JSON.parse(toPageAnswer(name, true).body)
    expect(problem).toMatchObject({ status, code: name, detail: pages[name].text })
  })

  it('is never kept by a browser, and says when to come back if that makes sense', () => {
    expect(headers).toContain('no-store')
    expect(headers.includes('Retry-After')).toBe(status === 503)
  })
})

it('starting loads itself again, stopped does not', () => {
  expect(toPageAnswer('starting', false).body).toContain('http-equiv="refresh" content="3"')
  expect(toPageAnswer('stopped', false).body).not.toContain('refresh')
})

it.each([
  ['text/html,application/xhtml+xml,application/json', '/', false],
  ['application/json', '/p/x', true],
  ['application/problem+json', '/p/x', true],
  ['*/*', '/api/sessions', true],
  ['text/html', '/api/sessions', false],
  [undefined, '/', false],
])('whoever accepts %s at %s gets JSON: %s', (accept, url, json) =>
  expect(wantsJson({ headers: accept ? { accept } : {}, url })).toBe(json),
)

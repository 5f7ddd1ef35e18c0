import { expect, it } from 'vitest'
import { toStaticAnswer } from './static-answer.ts'

const facts = { type: 'video/mp4', size: 1_000, etag: '"v1-rs-1"', lastModified: 'Thu, 26 Nov 2026 10:00:00 GMT' }
const whole = { start: 0, end: 999 }
const headerOf = ({ headers }: ReturnType<typeof toStaticAnswer>, name: string): string | undefined =>
  headers.includes(name) ? headers[headers.indexOf(name) + 1] : undefined

it('gives the whole file, to be asked about each time', () => {
  const answer = toStaticAnswer('GET', {}, facts)
  expect(answer).toMatchObject({ status: 200, part: whole })
  expect(['Content-Type', 'Content-Length', 'ETag', 'Last-Modified', 'Cache-Control'].map((name) => headerOf(answer, name))).toEqual([
    'video/mp4',
    '1000',
    facts.etag,
    facts.lastModified,
    'no-cache',
  ])
})

it.each([
  ['the same tag', { 'if-none-match': facts.etag }, 304],
  ['the same tag, weak, among others', { 'if-none-match': `"x", W/${facts.etag}` }, 304],
  ['another tag, whatever the time', { 'if-none-match': '"x"', 'if-modified-since': facts.lastModified }, 200],
  ['the same time', { 'if-modified-since': facts.lastModified }, 304],
  ['an earlier time', { 'if-modified-since': 'Wed, 25 Nov 2026 10:00:00 GMT' }, 200],
  ['no time at all', { 'if-modified-since': 'yesterday' }, 200],
])('knows what a browser has: %s', (_, asked, status) => {
  expect(toStaticAnswer('GET', asked, facts).status).toBe(status)
})

it('says nothing of a body in 304', () => {
  const answer = toStaticAnswer('GET', { 'if-none-match': facts.etag }, facts)
  expect([answer.part, headerOf(answer, 'Content-Length'), headerOf(answer, 'Content-Type')]).toEqual([null, undefined, undefined])
})

it.each([
  ['bytes=0-99', 206, { start: 0, end: 99 }, 'bytes 0-99/1000'],
  ['bytes=900-', 206, { start: 900, end: 999 }, 'bytes 900-999/1000'],
  ['bytes=-1', 206, { start: 999, end: 999 }, 'bytes 999-999/1000'],
  ['bytes=900-5000', 206, { start: 900, end: 999 }, 'bytes 900-999/1000'],
  ['bytes=1000-', 416, null, 'bytes */1000'],
  ['bytes=0-1,5-6', 200, whole, undefined],
  ['lines=0-1', 200, whole, undefined],
  ['nonsense', 200, whole, undefined],
])('answers the range %s', (range, status, part, contentRange) => {
  const answer = toStaticAnswer('GET', { range }, facts)
  expect({ ...answer, headers: headerOf(answer, 'Content-Range') }).toEqual({ status, part, headers: contentRange })
})

it('gives no part of a file that is not the one of which the browser has the beginning', () => {
  expect(toStaticAnswer('GET', { range: 'bytes=5-', 'if-range': '"other"' }, facts).status).toBe(200)
  expect(toStaticAnswer('GET', { range: 'bytes=5-', 'if-range': facts.etag }, facts).status).toBe(206)
})

it('gives HEAD the headers alone', () => {
  const answer = toStaticAnswer('HEAD', { range: 'bytes=0-1' }, facts)
  expect([answer.status, answer.part, headerOf(answer, 'Content-Length')]).toEqual([200, null, '1000'])
})

it('knows empty files', () => {
  const answer = toStaticAnswer('GET', {}, { ...facts, size: 0 })
  expect([answer.status, answer.part, headerOf(answer, 'Content-Length')]).toEqual([200, null, '0'])
})

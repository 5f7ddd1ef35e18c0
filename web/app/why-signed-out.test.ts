import { expect, it } from 'vitest'
import { noteSignedOut, takeSignedOut } from './why-signed-out.ts'

function openNotes() {
  const kept = new Map<string, string>()
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
}

it('tells once that a sign-in ended elsewhere', () => {
  const notes = openNotes()
  expect(takeSignedOut(notes)).toBe(false)
  noteSignedOut('ended', notes)
  expect([takeSignedOut(notes), takeSignedOut(notes)]).toEqual([true, false])
})

it('says nothing to those who signed out themselves, also when the page hears of the end besides', () => {
  const notes = openNotes()
  noteSignedOut('asked', notes)
  noteSignedOut('ended', notes)
  expect(takeSignedOut(notes)).toBe(false)
})

it('does without where the storage is closed', () => {
  const closed = () => {
    throw new DOMException('The operation is insecure.')
  }
  noteSignedOut('ended', closed)
  expect(takeSignedOut(closed)).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { toLabels, toNotes } from './labels.ts'

describe('labels', () => {
  it('keep their case and order, without the space around them', () => {
    expect(toLabels([' Pilot ', 'Summer  2027', 'überall', '实验', '🎲'])).toEqual(['Pilot', 'Summer 2027', 'überall', '实验', '🎲'])
  })

  it('are markup for nobody, so markup is kept as it is', () => {
    expect(toLabels(['<b>hi</b>', "'; drop table--"])).toEqual(['<b>hi</b>', "'; drop table--"])
  })

  it('are there once, whatever their case', () => {
    expect(() => toLabels(['Pilot', 'other', 'PILOT'])).toThrow('The labels "Pilot" and "PILOT" are the same but for upper and lower case.')
    expect(() => toLabels(['e\u0301t', '\u00c9T'])).toThrow('the same but for')
  })

  it.each([
    ['an empty one', [''], 'A label is empty.'],
    ['one of space alone', ['  '], 'A label is empty.'],
    ['a long one', ['x'.repeat(31)], 'has 31 characters, and may have 30'],
    ['a line end', ['a\nb'], 'cannot be seen'],
    ['what colours terminals', ['\u001b[31mred'], 'cannot be seen'],
    ['what turns the direction', ['a\u202eb'], 'cannot be seen'],
    ['what is invisible', ['\u200b'], 'cannot be seen'],
    ['eleven', Array.from({ length: 11 }, (_, index) => `l${index}`), 'can have 10 labels, and these are 11'],
  ])('are refused with a sentence: %s', (_, texts, sentence) => {
    expect(() => toLabels(texts)).toThrow(sentence)
  })

  it('have 30 characters as people count them', () => {
    expect(toLabels(['🎲'.repeat(30)])).toEqual(['🎲'.repeat(30)])
  })
})

describe('notes', () => {
  it('keep lines, tabs, and every script', () => {
    expect(toNotes('Paid by grant 12\r\n\tשלום\n\n👩‍🔬 <script>\n')).toBe('Paid by grant 12\n\tשלום\n\n👩‍🔬 <script>')
  })

  it('have nothing in them that steers terminals', () => {
    expect(toNotes('a\u001b[2Jb\u0000c\u009bd')).toBe('a[2Jbcd')
  })

  it('may have 10,000 characters and no more', () => {
    expect(toNotes('ä'.repeat(10_000))).toHaveLength(10_000)
    expect(() => toNotes('ä'.repeat(10_001))).toThrow('The notes have 10,001 characters, and may have 10,000.')
  })
})

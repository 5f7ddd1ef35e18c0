import { describe, expect, it } from 'vitest'
import { toDetailWords } from './detail-words.ts'

describe('what is noted besides', () => {
  it.each([
    ['memoryMib 2048, cpuPercent 150', 'memory 2,048 MiB, processor 150 %'],
    ['auth level STUDY, production off, set KEY OTHER, removed OLD', 'auth level STUDY, production off, set KEY OTHER, removed OLD'],
    ['oTree 6.0.15, Python auto, folder games', 'oTree 6.0.15, Python as the project says, folder games'],
    ['to carl; berta stays as co-experimenter', 'to carl; berta stays as Co-experimenter'],
    ['restart-instance of otree1', 'Restart of otree1'],
    ['super-user, may create 3 instances', 'super-user, may create 3 instances'],
    ['role: experimenter, active: false, language: de', 'role: Experimenter, deactivated, language: Deutsch'],
    ['study open until 2026-12-24T22:59:00.000Z', 'study open until 24 Dec 2026, 22:59:00'],
    ['instances to the trash, instances to carl', 'instances to the trash, instances to carl'],
    ['all token', 'may do everything'],
    ['labels ["Pilot","Übung Ä","a,b"]', 'labels Pilot, Übung Ä, a,b'],
    ['labels ["a, b","\\"c\\", ]"], notes', 'labels a, b, "c", ], notes'],
    ['labels []', 'no labels'],
    ['experimenter, may create 3 instances; conflict', 'experimenter, may create 3 instances; This does not fit how things are now'],
    ['to carl; berta stays as co-experimenter; busy', 'to carl; berta stays as Co-experimenter; Something else is under way'],
  ])('is said in words: %s', (detail, words) => {
    expect(toDetailWords(detail)).toBe(words)
  })

  it('is the refusal by its words', () => {
    expect(toDetailWords('not_allowed')).not.toBe('not_allowed')
  })

  it('also says whom it disturbed', () => {
    const disturbed = '3 participants play on "otree1" at this moment'
    expect(toDetailWords(`to otree2; although ${disturbed}`)).toBe(`to otree2; although ${disturbed}`)
    expect(toDetailWords(`although ${disturbed}`)).toBe(`although ${disturbed}`)
  })

  it.each(['b'.repeat(40), 'SHA256:abc', 'labels ["a, b"], memoryMib', 'labels ["a, b', 'labels 7', 'plants watered'])(
    'stays as it is where that is not known: %s',
    (detail) => {
      expect(toDetailWords(detail)).toBe(detail)
    },
  )
})

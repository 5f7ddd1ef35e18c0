import { expect, it } from 'vitest'
import { readLines } from './read-lines.ts'

it('reads lines as a file .env has them', () => {
  expect(readLines('# keys\nA=1\n\nexport B="2"\n')).toEqual({ variables: { A: '1', B: '2' } })
})

it.each([
  ['A=1\nnonsense', 'Line 2'],
  ['OTREE_REST_KEY=x', 'OTREE_REST_KEY'],
  ['A-B=x', 'A-B'],
  ['# nothing\n', 'Please fill this in.'],
])('says what is wrong with %j', (text, sentence) => expect(readLines(text)).toEqual({ fault: expect.stringContaining(sentence) }))

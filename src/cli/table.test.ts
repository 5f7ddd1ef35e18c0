import { expect, it } from 'vitest'
import { painter, toPlain } from './style.ts'
import { toFacts, toTable } from './table.ts'

const plain = (text: string): string => text
const colourful = painter({ stdout: { isTTY: true } as never, env: {} })

it('puts columns side by side, without spaces at the ends of lines', () => {
  const table = toTable(
    ['name', 'owner'],
    [
      ['otree1', 'berta'],
      ['x', ''],
    ],
    plain,
  )
  expect(table).toBe('NAME    OWNER\notree1  berta\nx')
})

it('puts facts below each other', () => {
  expect(
    toFacts(
      [
        ['name', 'otree1'],
        ['git', 'ssh://x'],
      ],
      plain,
    ),
  ).toBe('name  otree1\ngit   ssh://x')
})

it('keeps columns straight with colours', () => {
  const table = toTable(
    ['state', 'x'],
    [
      [{ text: 'ok', color: 'green' }, '1'],
      ['failed', '2'],
    ],
    colourful,
  )
  expect(table.split('\n')[1]).toBe('\u001b[32mok    \u001b[39m  1')
})

it('lets no text of others steer the terminal', () => {
  expect(toPlain('a\u001b[2Jb\rc\u0007\nd\t\u009be')).toBe('a[2Jbc\nd\te')
  expect(toTable(['subject'], [['evil\u001b]0;x\u0007\nnext']], plain)).toBe('SUBJECT\nevil]0;x next')
})

it('has colours on a terminal only, and not against NO_COLOR', () => {
  expect(painter({ stdout: {} as never, env: {} })('x', 'red')).toBe('x')
  expect(painter({ stdout: { isTTY: true } as never, env: { NO_COLOR: '1' } })('x', 'red')).toBe('x')
  expect(colourful('x', 'red')).toBe('\u001b[31mx\u001b[39m')
})

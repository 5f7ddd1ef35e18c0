import { describe, expect, it } from 'vitest'
import { changeVariables, findNameFault, findValueFault, parseVariableLines } from './variables.ts'

describe('the name of a variable', () => {
  it.each(['API_KEY', '_x', 'a1'])('can be %s', (name) => expect(findNameFault(name)).toBeUndefined())

  it.each(['', '1A', 'A-B', 'A B', 'Ä', 'A=B', 'A\nB', '__proto__\0'])('cannot be %j', (name) =>
    expect(findNameFault(name)).toContain('cannot be the name of a variable'),
  )

  it.each([
    ['OTREE_ADMIN_PASSWORD', 'Set the admin password'],
    ['DATABASE_URL', 'belongs to the instance'],
    ['OTM_DATA_DIR', 'belongs to oTree Manager itself'],
    ['LD_PRELOAD', 'how programs are loaded'],
    ['LOCPATH', 'how programs are loaded'],
    ['PATH', 'installed packages'],
  ])('cannot be %s, which is set already, and says why', (name, reason) =>
    expect(findNameFault(name)).toMatch(new RegExp(`^${name} .*${reason}`)),
  )

  it('is not mistaken for what every object has', () => expect(findNameFault('constructor')).toBeUndefined())

  it('has an end', () => expect(findNameFault('A'.repeat(101))).toContain('too long'))
})

describe('the value of a variable', () => {
  it('may have several lines', () => expect(findValueFault('PEM', '-----BEGIN\nabc\n-----END')).toBeUndefined())

  it('cannot contain what ends a text, and is not quoted', () => {
    expect(findValueFault('KEY', 'secret\0')).toContain('NUL')
    expect(findValueFault('KEY', 'secret\0')).not.toContain('secret')
  })

  it('has a limit in bytes', () => {
    expect(findValueFault('KEY', 'a'.repeat(8192))).toBeUndefined()
    expect(findValueFault('KEY', 'ä'.repeat(4097))).toContain('8194 bytes')
  })
})

describe('a change of variables', () => {
  it('sets, removes, and leaves the others', () => {
    expect(changeVariables({ A: '1', B: '2', C: '3' }, { B: null, C: 'x', D: 'y' })).toEqual({ A: '1', C: 'x', D: 'y' })
  })

  it('names the field that is wrong', () => {
    expect(() => changeVariables({}, { OTREE_REST_KEY: 'x' })).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        facts: { issues: [expect.objectContaining({ path: 'variables.OTREE_REST_KEY' })] },
      }),
    )
  })

  it('can remove what could not be set', () => expect(changeVariables({ PATH: 'old' }, { PATH: null })).toEqual({}))

  it('has a limit for their number, and for all of them together', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`V${index}`, '']))
    expect(() => changeVariables({}, many)).toThrow('can have 100 variables')
    const large = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`V${index}`, 'x'.repeat(8000)]))
    expect(() => changeVariables({}, large)).toThrow('together take 136000 bytes')
  })
})

describe('lines of variables', () => {
  it('are read as a file .env has them', () => {
    expect(parseVariableLines('# mine\nA=1\r\n\nexport B = two words \nC="x=y"\nD=\'it"s\'\nE=')).toEqual({
      A: '1',
      B: 'two words',
      C: 'x=y',
      D: 'it"s',
      E: '',
    })
  })

  it('are refused by their number, and not quoted', () => {
    expect(() => parseVariableLines('A=1\nsecret')).toThrow('Line 2 is not of the form NAME=value')
    expect(() => parseVariableLines('=secret')).toThrow(/^(?!.*secret)/)
  })
})

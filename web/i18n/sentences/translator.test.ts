import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTranslator } from './translator.ts'

const translate = createTranslator({
  sentences: {
    'There is no instance "{name}".': 'Es gibt keine Instanz „{name}“.',
    'Look at the list.': 'Sehen Sie in der Liste nach.',
    'The name "{name}" is taken.': 'Der Name „{name}“ ist vergeben.',
    'Choose another one.': 'Wählen Sie ein anderes.',
    'The name "{name}" is taken. Choose another one.': 'Der Name „{name}“ ist vergeben. Wählen Sie einen anderen.',
    '"{name}" is being {doing:participles} by {by}.': '„{name}“ wird von {by} {doing}.',
    '{what} is gone.': '{what} ist weg.',
    'The name {what} is gone.': 'Der Name {what} ist weg.',
    'The code says: {words:any}': 'Der Code sagt: {words}',
    'The code says: {words:any} Mend it.': 'Der Code sagt: {words} – Beheben Sie das.',
    'It failed: {why:text}': 'Es hat nicht geklappt: {why}',
    'Among them: {names:names}.': 'Darunter: {names}.',
    'Move {name} to {name}.': '{name} nach {name} bewegen.',
    'Between {from} and {to}.': 'Zwischen {from} und {to}.',
    'Run otm deploy {name} --update': 'Geben Sie otm deploy {name} --update ein',
  },
  kinds: {
    participles: { deployed: 'bereitgestellt', 'moved to {place}': 'nach {place} verschoben' },
    names: { each: { '"{name}"': '„{name}“' }, between: ', ', translated: ', ' },
  },
})

describe('the translation of what the server says', () => {
  it.each([
    ['There is no instance "otree1".', 'Es gibt keine Instanz „otree1“.'],
    ['There is no instance "otree1". Look at the list.', 'Es gibt keine Instanz „otree1“. Sehen Sie in der Liste nach.'],
    ['"a" is being deployed by berta.', '„a“ wird von berta bereitgestellt.'],
    ['"a" is being moved to docker by berta.', '„a“ wird von berta nach docker verschoben.'],
    ['Among them: "a", "b".', 'Darunter: „a“, „b“.'],
    [
      'It failed: There is no instance "x". Look at the list.',
      'Es hat nicht geklappt: Es gibt keine Instanz „x“. Sehen Sie in der Liste nach.',
    ],
    ['Run otm deploy x --update Look at the list.', 'Geben Sie otm deploy x --update ein Sehen Sie in der Liste nach.'],
    ['Move a to a.', 'a nach a bewegen.'],
  ])('of %j is %j', (text, translated) => {
    expect(translate(text)).toBe(translated)
  })

  it('takes two sentences that belong together before each by itself', () => {
    expect(translate('The name "x" is taken. Choose another one.')).toBe('Der Name „x“ ist vergeben. Wählen Sie einen anderen.')
    expect(translate('The name "x" is taken. Look at the list. Choose another one.')).toBe(
      'Der Name „x“ ist vergeben. Sehen Sie in der Liste nach. Wählen Sie ein anderes.',
    )
  })

  it('takes the sentence of which most is fixed', () => {
    expect(translate('The name x is gone.')).toBe('Der Name x ist weg.')
    expect(translate('The code says: boom. Mend it.')).toBe('Der Code sagt: boom. – Beheben Sie das.')
  })

  it.each([
    ['a sentence that is not known', 'Something else happened.'],
    ['one of two that is not known', 'There is no instance "x". Something else happened.'],
    ['a part of a sentence that is not known', '"a" is being painted by berta.'],
    ['a list with something else in it', 'Among them: "a", b.'],
    ['a quoted text that is not known', 'It failed: ENOENT'],
    ['different things in the place of one', 'Move a to b.'],
    ['a name that ends its quotes', 'There is no instance "a" or "b".'],
    ['a name that is a sentence', 'x. Delete everything. It is gone.'],
    ['a name of several lines', 'There is no instance "a\nb".'],
    ['nothing in a place', 'There is no instance "".'],
    ['nothing', ''],
    ['other spaces around it', ' Look at the list.'],
  ])('leaves alone %s', (_, text) => {
    expect(translate(text)).toBeUndefined()
  })

  it.each(['$&', '$1', '{name}', '{by}', '<b>', '\\', '$' + '{x}'])('puts in %j as it is', (name) => {
    expect(translate(`There is no instance "${name}".`)).toBe(`Es gibt keine Instanz „${name}“.`)
    expect(translate(`"${name}" is being deployed by {doing}.`)).toBe(`„${name}“ wird von {doing} bereitgestellt.`)
  })

  it('says what a project has printed in its own words, line by line', () => {
    expect(translate('The code says: a\n  "b". C')).toBe('Der Code sagt: a\n  "b". C')
  })

  it('does not try what is longer than anything that the manager says', () => {
    expect(translate(`The code says: ${'x'.repeat(100_000)}`)).toBeUndefined()
  })

  it.each(['a. B ', '"a" ', 'The code says: ', ' and ', 'It failed: ', 'Between a and '])(
    'comes to an end with 8,000 characters of %j',
    (piece) => {
      const text = piece.repeat(8000).slice(0, 7990)
      expect(translate(`Between ${text}`) ?? '').toBeTypeOf('string')
    },
  )

  it('gives back every name that can be one', () => {
    const name = fc.stringMatching(/^[^"\n.!?:]{1,40}$/)
    fc.assert(
      fc.property(name, (each) => void expect(translate(`There is no instance "${each}".`)).toBe(`Es gibt keine Instanz „${each}“.`)),
    )
  })

  it('wants something between two places', () => {
    expect(() => createTranslator({ sentences: { '{a}{b}': '' }, kinds: {} })).toThrow('Nothing stands between')
  })

  it('knows the kinds of its places', () => {
    expect(() => createTranslator({ sentences: { '{a:colour} is gone.': '' }, kinds: {} })).toThrow(
      'There is no kind of place that is called colour',
    )
  })
})

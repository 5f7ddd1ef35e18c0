import { expect, it } from 'vitest'
import { closureOf, parsePackages } from './debian-packages.ts'
import { toRecipe } from './recipe.ts'

const line = (name: string, depends = '', provides = ''): string => `${name}\tinstalled\t1.0-1\t${provides}\t\t${depends}\n`

const installed = parsePackages(
  [
    line('git', 'libc6 (>= 2.36), perl'),
    line('libc6:amd64', 'libcrypt1 (>= 1:4) | libcrypt-other:any'),
    line('libcrypt-other:amd64'),
    line('perl', 'libperl'),
    line('libperl'),
    line('tool', 'virtual-thing'),
    line('real-thing', 'tool', 'virtual-thing (= 3)'),
    'gone\tconfig-files\t1.0\t\t\t\n',
  ].join(''),
)

const namesOf = (packages: Iterable<{ name: string }>): readonly string[] => [...packages].map(({ name }) => name).toSorted()

it('takes what a package needs, whichever of the alternatives is installed, and not what only an unneeded one needs', () => {
  expect(namesOf(closureOf(installed, ['git'], /^perl$/))).toEqual(['git', 'libc6:amd64', 'libcrypt-other:amd64'])
})

it('finds what is needed by the name of another package that stands in, and ends where two need each other', () => {
  expect(namesOf(closureOf(installed, ['tool'], /^$/))).toEqual(['real-thing', 'tool'])
})

it('knows nothing of packages that were removed', () => {
  expect(namesOf(installed)).not.toContain('gone')
})

const machine = parsePackages(
  [
    line('base-files'),
    line('python3', 'python3.11'),
    line('python3.11', 'libssl3'),
    line('libssl3'),
    line('postgresql-9'),
    line('postgresql-15'),
  ].join(''),
)

it('has an image for Debian’s Python, one for each other of pyenv, and the newest PostgreSQL', () => {
  const pyenvs = ['3.8', '3.11'].map((version) => ({ version, directory: `/pyenv/${version}.1` }))
  const { images, layers, pythons } = toRecipe(machine, pyenvs)
  expect(images.map(({ tag }) => tag)).toEqual(['otm-test/python:3.11', 'otm-test/python:3.8', 'otm-test/postgres:15'])
  expect(pythons).toEqual(['3.11', '3.8'])
  expect(layers.find(({ name }) => name === 'python3.8')).toMatchObject({ pyenv: '/pyenv/3.8.1', packages: [] })
})

it('keeps Debian’s Python out of the images of another, but not the libraries', () => {
  const { layers } = toRecipe(machine, [])
  const packagesOf = (name: string): readonly string[] => namesOf(layers.find((layer) => layer.name === name)?.packages ?? [])
  expect(packagesOf('libraries')).toEqual(['libssl3'])
  expect(packagesOf('python3.11')).toEqual(['python3', 'python3.11'])
})

it('says what is missing where there is no PostgreSQL', () => {
  const without = machine.filter(({ name }) => !name.startsWith('postgresql'))
  expect(() => toRecipe(without, [])).toThrow('Debian’s package postgresql is not installed')
})

import { expect, it } from 'vitest'
import { findLeftOut } from '../../../src/git/archives/left-out.ts'
import { leftOutFiles, leftOutFolders, withoutLeftOut } from './left-out.ts'

const kept = (...paths: string[]): string[] => withoutLeftOut(paths.map((path) => ({ path }))).map(({ path }) => path)

it.each(leftOutFolders)('leaves the folder %s out, as the server does', (folder) => {
  expect(kept(`${folder}/a`, `app/${folder}/b/c`, `${folder}-notes/a`)).toEqual([`${folder}-notes/a`])
  expect(findLeftOut(`app/${folder}/b`)).toBe(`app/${folder}`)
})

it.each(leftOutFiles)('leaves the file %s out, as the server does', (file) => {
  expect(kept(file, `app/${file}`)).toEqual([])
  expect(findLeftOut(`app/${file}`)).toBe(`app/${file}`)
})

it('leaves a virtual environment out whatever it is called', () => {
  expect(kept('settings.py', 'my env/pyvenv.cfg', 'my env/lib/x.py', 'my environment.txt')).toEqual(['settings.py', 'my environment.txt'])
})

import { expect, it } from 'vitest'
import { readTrackedFiles, type TextFile } from './tracked-files.ts'

/** Package registries and mirrors are the machine's business (its npm, pip and apt settings), and so are its directories. */
const traces: readonly RegExp[] = [
  new RegExp(['registry', 'npmjs', 'org'].join('[.]')),
  new RegExp(['files', 'pythonhosted', 'org'].join('[.]')),
  new RegExp(`(deb|security|ftp)[.]${['debian', 'org'].join('[.]')}`),
  /(?<![\w.$}/-])\/(work|root|Users)\/\w/,
  /(?<![\w.$}/-])\/home\/[a-z]\w*\/\w/,
]

const findTraces = ({ path, text }: TextFile): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, index) => traces.filter((trace) => trace.test(line)).map(() => `${path}:${index + 1}: ${line.trim().slice(0, 120)}`))

it('no file names a package registry or a directory of somebody’s machine', async () => {
  const files = await readTrackedFiles(() => true)
  expect(files.flatMap(findTraces)).toEqual([])
})

it('finds planted ones', () => {
  const planted = [`"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/x"`, `cd ${'/'}root/project`, `see ${'/'}work/main`]
  expect(planted.flatMap((text) => findTraces({ path: 'planted', text }))).toHaveLength(3)
})

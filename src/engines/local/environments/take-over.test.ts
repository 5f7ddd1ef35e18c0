import { chmod, link, lstat, mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCommand } from '../../../lib/run-command.ts'
import { takeOver } from './take-over.ts'

const asRoot = process.getuid?.() === 0
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-take-over-'))
  await mkdir(join(directory, 'env', 'bin'), { recursive: true })
  await writeFile(join(directory, 'others'), 'not yours', { mode: 0o600 })
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const modeOf = async (name: string): Promise<string> => ((await lstat(join(directory, name))).mode & 0o7777).toString(8)

it('makes files readable for all and writable for us, and keeps what can be run', async () => {
  await writeFile(join(directory, 'env', 'module.py'), '', { mode: 0o666 })
  await writeFile(join(directory, 'env', 'bin', 'otree'), '', { mode: 0o700 })
  await chmod(join(directory, 'env', 'bin', 'otree'), 0o4777)
  await takeOver(join(directory, 'env'), asRoot)
  expect([await modeOf('env'), await modeOf('env/module.py'), await modeOf('env/bin/otree')]).toEqual(['755', '644', '755'])
})

it('changes nothing that a link leads to, and removes what may be somebody else’s', async () => {
  await symlink(join(directory, 'others'), join(directory, 'env', 'link'))
  await symlink('/dev/null', join(directory, 'env', 'null'))
  await link(join(directory, 'others'), join(directory, 'env', 'second-name'))
  await runCommand('mkfifo', [join(directory, 'env', 'pipe')])
  const before = await lstat('/dev/null')
  await takeOver(join(directory, 'env'), asRoot)
  expect(await readlink(join(directory, 'env', 'link'))).toBe(join(directory, 'others'))
  expect([await modeOf('others'), await readFile(join(directory, 'others'), 'utf8')]).toEqual(['600', 'not yours'])
  expect((await lstat('/dev/null')).mode).toBe(before.mode)
  for (const gone of ['second-name', 'pipe']) await expect(lstat(join(directory, 'env', gone))).rejects.toThrow('ENOENT')
})

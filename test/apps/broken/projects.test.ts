import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { brokenProjects, writeBrokenProject } from './projects.ts'

it('differs from a sound project only in what is broken', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otm-broken-'))
  await writeBrokenProject('sub-folder', directory)
  await expect(access(join(directory, 'settings.py'))).rejects.toThrow('ENOENT')
  expect(await readFile(join(directory, 'experiment', 'settings.py'), 'utf8')).toBe(
    brokenProjects['sub-folder'].changes['experiment/settings.py'],
  )
  await writeBrokenProject('no-static', directory)
  await access(join(directory, 'settings.py'))
  await expect(access(join(directory, '_static'))).rejects.toThrow('ENOENT')
  await rm(directory, { recursive: true })
})

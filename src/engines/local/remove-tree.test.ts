import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../../lib/run-command.ts'
import { removeTree } from './remove-tree.ts'

it('removes folders that are nested deeper than a path can be long', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otm-deep-'))
  const nest =
    'import os, sys\nos.chdir(sys.argv[1])\nfor _ in range(60):\n    os.mkdir("d" * 200)\n    os.chdir("d" * 200)\nopen("file", "w").close()'
  await runCommand('python3', ['-c', nest, directory])
  await removeTree(directory)
  expect(existsSync(directory)).toBe(false)
})

it('does nothing where nothing is', async () => {
  await expect(removeTree(join(tmpdir(), 'otm-never-there'))).resolves.toBeUndefined()
})

import { expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { runToEnd } from '../../src/lib/run-command.ts'

it('no file, export or dependency is left over', async () => {
  const knip = resourcePath('node_modules/knip/bin/knip.js')
  const result = await runToEnd(process.execPath, [knip, '--no-progress', '--no-config-hints'], { cwd: resourcePath(), timeoutMs: 110_000 })
  expect(`${result.stdout}${result.stderr}`).toBe('')
})

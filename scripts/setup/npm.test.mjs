import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readNpmConfig } from './npm.mjs'

it('reads npm’s settings also where somebody has one that npm warns of', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otm-npmrc-'))
  const userconfig = join(directory, '.npmrc')
  await writeFile(userconfig, 'a-setting-that-npm-does-not-know=1\nfetch-retries=7\n')
  const npmCli = join(process.execPath, '..', '..', '..', 'npm', 'bin', 'npm-cli.js')
  const config = await readNpmConfig({ node: process.execPath, npmCli }, { env: { ...process.env, npm_config_userconfig: userconfig } })
  expect(config['fetch-retries']).toBe(7)
  await rm(directory, { recursive: true })
})

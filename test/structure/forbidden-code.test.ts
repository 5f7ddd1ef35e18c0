import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { runToEnd } from '../../src/lib/run-command.ts'
import { findForbiddenCode } from './forbidden-code.ts'
import { readTrackedFiles } from './tracked-files.ts'

const own = 'test/structure/forbidden-code'

it('nobody uses a shell, empty catches, or switches checks off', async () => {
  const files = await readTrackedFiles((path) => /^(src|web|test|bench|scripts)\/.*\.(ts|tsx|mjs|cjs)$/.test(path) && !path.startsWith(own))
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap(findForbiddenCode)).toEqual([])
})

describe('finds', () => {
  it.each([
    ["spawn('ls', { shell: true })"],
    ["import { exec } from 'node:child_process'"],
    ["import { spawn, execSync } from 'node:child_process'"],
    ["spawn('sh', ['-c', command])"],
    ['try { f() } catch {}'],
    ['} catch (error) {}'],
    ['work().catch(() => {})'],
    ['  // biome-ignore lint/suspicious/noExplicitAny:'],
    ['// @ts-ignore'],
    ['export enum Colour {'],
    ['export default function () {'],
    ["it.skip('later', () => undefined)"],
  ])('%s', (line) => {
    expect(findForbiddenCode({ path: 'planted.ts', text: line })).toHaveLength(1)
  })
})

it('the linter refuses any and !', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otm-planted-'))
  await writeFile(join(directory, 'planted.ts'), 'export const x: any = 1\nexport const first = (list: string[]) => list[0]!\n')
  const biome = [resourcePath('node_modules/@biomejs/biome/bin/biome'), 'lint', `--config-path=${resourcePath()}`, '--vcs-enabled=false']
  const result = await runToEnd(process.execPath, [...biome, '--reporter=summary', directory])
  await rm(directory, { recursive: true })
  expect(result.stdout + result.stderr).toContain('suspicious/noExplicitAny')
  expect(result.stdout + result.stderr).toContain('style/noNonNullAssertion')
  expect(result.exitCode).toBe(1)
})

describe('leaves alone', () => {
  it.each([
    ['const match = pattern.exec(text)'],
    ["import { execFile } from 'node:child_process'"],
    ['export default defineConfig({})'],
    ['work() // not .catch(() => {}), which hides errors'],
    ['// biome-ignore lint/suspicious/noExplicitAny: the library asks for it'],
    ["ctx.skip('no Chromium')"],
  ])('%s', (line) => {
    expect(findForbiddenCode({ path: 'planted.ts', text: line })).toEqual([])
  })
})

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

describe('the linter', () => {
  it.each([
    ['refuses any', 'export const x: any = 1\n', 1],
    ['refuses !', 'export const first = (list: string[]) => list[0]!\n', 1],
    ['takes what is right', 'export const first = (list: string[]) => list[0]\n', 0],
  ])('%s', async (_title, input, exitCode) => {
    const biome = resourcePath('node_modules/@biomejs/biome/bin/biome')
    const result = await runToEnd(process.execPath, [biome, 'lint', '--stdin-file-path=src/planted.ts'], { cwd: resourcePath(), input })
    expect(result.exitCode, result.stderr).toBe(exitCode)
  })
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

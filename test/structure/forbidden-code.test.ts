import { describe, expect, it } from 'vitest'
import { findForbiddenCode } from './forbidden-code.ts'
import { readTrackedFiles } from './tracked-files.ts'

const own = 'test/structure/forbidden-code'

it('nobody uses a shell, any, empty catches, or switches checks off', async () => {
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
    ['const x: any = 1'],
    ['const y = x as any'],
    ['// @ts-ignore'],
    ['export enum Colour {'],
    ['export default function () {'],
    ["it.skip('later', () => undefined)"],
  ])('%s', (line) => {
    expect(findForbiddenCode({ path: 'planted.ts', text: line })).toHaveLength(1)
  })
})

describe('leaves alone', () => {
  it.each([
    ['const match = pattern.exec(text)'],
    ["import { execFile } from 'node:child_process'"],
    ['export default defineConfig({})'],
    ['// any of them'],
    ['const company: Company = many'],
    ["ctx.skip('no Chromium')"],
  ])('%s', (line) => {
    expect(findForbiddenCode({ path: 'planted.ts', text: line })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { CommandError, runCommand, runToEnd } from './run-command.ts'

const node = (script: string): [string, string[]] => [process.execPath, ['-e', script]]

describe('runCommand', () => {
  it('returns what the program printed', async () => {
    expect(await runCommand(...node('process.stdout.write("hello")'))).toBe('hello')
  })

  it('hands nothing of its own environment on', async () => {
    process.env['OTM_SECRET_OF_THE_TEST'] = 'x'
    expect(await runCommand(...node('process.stdout.write(String(process.env.OTM_SECRET_OF_THE_TEST))'))).toBe('undefined')
  })

  it('throws with what the program complained about', async () => {
    const failing = runCommand(...node('console.error("no such thing"); process.exit(3)'))
    await expect(failing).rejects.toThrow(CommandError)
    await expect(failing).rejects.toThrow('ended with 3: no such thing')
  })

  it('gives lines as they come, the last one without its end, too', async () => {
    const lines: string[] = []
    await runCommand(...node('process.stdout.write("a\\nb\\nc")'), { onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['a', 'b', 'c'])
  })

  it('gives a line without an end in pieces, and keeps no more of the output than it may', async () => {
    const lines: string[] = []
    const script = 'process.stdout.write("x".repeat(30_000_000) + "\\r\\nlast\\r\\n")'
    const options = { onLine: (line: string) => lines.push(line), maxOutputBytes: 10 }
    expect(await runCommand(...node(script), options)).toBe('xxxxxxxxxx')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(256 * 1024)
    expect(lines.join('').length).toBe(30_000_000 + 'last'.length)
    expect(lines.at(-1)).toBe('last')
  })

  it('ends the program and its children when time is over', async () => {
    const script =
      'require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); setInterval(() => {}, 1000)'
    const result = await runToEnd(...node(script), { timeoutMs: 300 })
    expect(result).toMatchObject({ timedOut: true, signal: 'SIGKILL' })
  })

  it('ends the program when it is aborted', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    expect(await runToEnd(...node('setInterval(() => {}, 1000)'), { signal: controller.signal })).toMatchObject({ aborted: true })
  })
})

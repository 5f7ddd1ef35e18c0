import type { Client } from '../../client/client.ts'
import { type Register, run, text } from '../command.ts'
import { toPlain } from '../style.ts'

export const logs: Register = (program, terminal) => {
  const words = program
    .command('logs <name>')
    .description('what an instance prints')
    .option('--follow', 'go on printing what is added')
    .option('--lines <number>', 'how many lines from the end', '200')
    .option('--all', 'all that is kept, also of before')
  run(words, terminal, async ({ client, json }, [name = ''], { follow, lines, all }) => {
    const show = (part: string): unknown => terminal.stdout.write(json ? toJsonLines(part) : toPlain(part))
    if (all === true) {
      for await (const part of await client.downloadLog({ params: { name }, signal: terminal.signal })) show(part)
      return
    }
    const query = { lines: text(lines), follow: String(follow === true) }
    for await (const part of await client.instanceLogs({ params: { name }, query, signal: terminal.signal })) {
      show(part)
    }
    if (follow === true && !terminal.signal.aborted) await askWhyItEnded(client, name)
  })
}

/** A log that is followed goes on for ever, unless one may not see it any more. @throws ManagerError which says so */
async function askWhyItEnded(client: Client, name: string): Promise<void> {
  for await (const _nothing of await client.instanceLogs({ params: { name }, query: { lines: '0' } }));
}

/** One JSON string per line of the log. */
const toJsonLines = (part: string): string =>
  part
    .split('\n')
    .filter(Boolean)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')

import type { Command } from 'commander'
import { buildProgram, processTerminal } from '../../src/cli/otm.ts'

/** The reference page of `otm`, in Markdown: every command with its words, from the commands themselves. */
export function otmPage(): string {
  const commands = buildProgram(processTerminal()).commands.flatMap((command) =>
    command.commands.length > 0 ? command.commands : [command],
  )
  return `${[
    '# otm',
    '',
    '<!-- Made from src/cli by `npm run docs`. -->',
    '',
    'The command line over the same interface as the browser; `npx otm` inside the checkout. Every command prints JSON with `--json`. Those that start',
    'a task wait for it; `--no-wait` prints it. Exit codes: 0 done, 1 operation failed, 2 usage, 3 not signed in or not allowed, 4 not found,',
    '5 conflict or busy, 6 manager unreachable.',
    '',
    'It speaks to the manager at `OTM_URL` with `OTM_TOKEN`; else to the one in the data directory `OTM_DATA_DIR`; else to the one that `otm login` kept;',
    'else to the one in this checkout. In a data directory it needs no token: whoever can open `run/manager.sock` acts as `server`, and is audited.',
    '',
    ...commands.flatMap(describe),
  ].join('\n')}`
}

const describe = (command: Command): readonly string[] => [
  `## ${toWords(command)}`,
  '',
  toSentence(command.description()),
  '',
  ...command.options
    .filter(({ long }) => long !== '--json')
    .map(({ flags, description }) => `- \`${flags}\`${description ? ` ${description}` : ''}`),
  '',
]

function toWords(command: Command): string {
  const group = command.parent?.name() === 'otm' ? '' : `${command.parent?.name()} `
  const words = command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
  return ['otm', `${group}${command.name()}`, ...words].join(' ')
}

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

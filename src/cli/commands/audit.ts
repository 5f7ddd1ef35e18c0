import { InvalidArgumentError, Option } from 'commander'
import type { AuditAnswer, AuditFilterQuery } from '../../api/contract/audit.ts'
import { optionalText, type Register, run, text } from '../command.ts'
import type { Session } from '../session.ts'
import { toTable } from '../table.ts'
import { toTime } from '../words.ts'

const means = ['browser', 'token', 'git', 'server']
const results = ['allowed', 'refused', 'failed']
const largestPage = 1000

export const audit: Register = (program, terminal) => {
  const words = program
    .command('audit')
    .description('who did what, newest first')
    .option('--who <username>', 'what this person did; "server": what was done on the machine itself')
    .option('--action <action>', 'e.g. instance.delete')
    .option('--thing <thing>', 'what was done to it, e.g. instance:otree1, person:berta')
    .addOption(new Option('--by <means>', 'by which means').choices(means))
    .addOption(new Option('--result <result>', 'how it ended').choices(results))
    .option('--since <time>', 'from that day or moment on, e.g. 2026-11-23 or 2026-11-23T08:00:00Z')
    .option('--until <time>', 'to the end of that day, or before that moment')
    .option('--text <text>', 'somewhere in a row')
    .option('--instance <name>', 'what concerns this instance, which its owner may ask, too; no filters with it')
    .option('--limit <number>', 'how many', '50')
    .option('--csv', 'all of it, as CSV')
  run(words, terminal, (session, _args, options) => (options.csv === true ? printCsv(session, options) : list(session, options)))
}

type Options = Readonly<Record<string, unknown>>

async function list(session: Session, options: Options): Promise<void> {
  const items = await collect(session, options)
  session.show({ items, next: null }, () =>
    toTable(['when', 'who', 'what', 'thing', 'by', 'from', 'result', ''], items.map(toRow), session.paint),
  )
}

/** As many as were asked for, page by page. */
async function collect(session: Session, options: Options): Promise<AuditAnswer[]> {
  const wanted = Number(options.limit)
  if (!Number.isInteger(wanted) || wanted < 1) throw new InvalidArgumentError('Say as a whole number how many rows you want: --limit 200')
  const items: AuditAnswer[] = []
  let cursor: string | undefined
  do {
    const limit = String(Math.min(wanted - items.length, largestPage))
    const page = await findPage(session, options, { limit, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && items.length < wanted)
  return items
}

function findPage({ client }: Session, options: Options, query: { readonly limit: string; readonly cursor?: string }) {
  const filter = toFilter(options)
  if (options.instance === undefined) return client.listAudit({ query: { ...query, ...filter } })
  if (Object.keys(filter).length > 0) throw new InvalidArgumentError('With --instance all of its rows are shown; leave the filters away.')
  return client.listInstanceAudit({ params: { name: text(options.instance) }, query })
}

async function printCsv({ client, terminal }: Session, options: Options): Promise<void> {
  if (options.instance !== undefined) throw new InvalidArgumentError('--csv gives the whole log; filter it with --thing instance:NAME.')
  for await (const part of await client.downloadAudit({ query: toFilter(options) })) terminal.stdout.write(part)
}

const filters = ['who', 'action', 'thing', 'by', 'result', 'since', 'until', 'text'] as const satisfies readonly (keyof AuditFilterQuery)[]

const toFilter = (options: Options): AuditFilterQuery =>
  Object.fromEntries(filters.flatMap((name) => (optionalText(options[name]) === undefined ? [] : [[name, text(options[name])]])))

const toRow = ({ at, who, action, thing, by, from, result, detail }: AuditAnswer) => [
  toTime(at),
  who ?? '–',
  action,
  thing,
  by,
  from ?? '–',
  { text: result, color: ({ allowed: 'green', refused: 'yellow', failed: 'red' } as const)[result] },
  detail ?? '',
]

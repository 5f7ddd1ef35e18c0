import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceId } from '../../src/domain/names.ts'

/** A log with two kinds of errors, as oTree prints them. */
export async function writeSampleErrors(dataDir: string, id: InstanceId, now = Date.now()): Promise<void> {
  const directory = join(dataDir, 'instances', id, 'log')
  await mkdir(directory, { recursive: true })
  const division = { file: 'trust/__init__.py', line: 48, function: 'set_payoffs', end: 'ZeroDivisionError: division by zero' }
  const missing = {
    file: 'survey/__init__.py',
    line: 21,
    function: 'vars_for_template',
    end: "KeyError: 'age of the second member of the group'",
  }
  const log = [
    toError({ ...missing, at: now - 9_000_000, page: 'survey/Age', participant: 1 }),
    ...[2, 3, 3, 4].map((participant, index) =>
      toError({ ...division, at: now - 400_000 + index * 60_000, page: 'trust/Results', participant }),
    ),
  ]
  await writeFile(join(directory, 'otree.log'), log.join(''))
}

interface SampleError {
  readonly at: number
  readonly page: string
  readonly participant: number
  readonly file: string
  readonly line: number
  readonly function: string
  readonly end: string
}

const toError = ({ at, page, participant, file, line, function: name, end }: SampleError): string =>
  [
    `${new Date(at).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '+0000')} ERROR Exception in ASGI application [page ${page}, participant 1a2b3c4d-${participant}]`,
    'Traceback (most recent call last):',
    '  File "/env/lib/python3.12/site-packages/otree/views/abstract.py", line 772, in post',
    "    self.call_user_defined('before_next_page', **extra_args)",
    `  File "/app/${file}", line ${line}, in ${name}`,
    '    group.sent_back / group.sent',
    end,
    '',
    '',
  ].join('\n')

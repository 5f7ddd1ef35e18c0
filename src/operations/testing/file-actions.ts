import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { OperationContext, OperationDefinition } from '../../domain/operation.ts'

export interface FileInput {
  readonly directory: string
  /** The step in which it fails, if any; `undo`: also undoing fails. */
  readonly failIn?: 'first' | 'second' | 'third' | 'undo' | 'unexpectedly'
  /** Waits in the second step until it is aborted. */
  readonly hang?: boolean
}

/** Real work for tests: two files, the point of no return, a third one. Undone, there is none. */
export const filesAction = (deadlineMs = 60_000): OperationDefinition<FileInput> => ({
  kind: 'deploy-instance',
  deadlineMs,
  async run(context, input) {
    await write(context, input, 'first')
    await write(context, input, 'second')
    await context.commit()
    await write(context, input, 'third')
  },
  async undo({ step }, { directory, failIn }) {
    if (failIn === 'undo') throw new Error('Undoing fails in this test.')
    for (const name of ['second', 'first']) await step(`remove the ${name} file`, () => rm(join(directory, name), { force: true }))
  },
})

async function write(context: OperationContext, { directory, failIn, hang }: FileInput, name: 'first' | 'second' | 'third'): Promise<void> {
  await context.step(`write the ${name} file`, async (signal) => {
    context.log(`writing ${name}`)
    await writeFile(join(directory, name), 'content')
    if (name === 'second' && hang) await untilAborted(signal)
    if (failIn === name) throw new ManagerError('project.broken', `The ${name} file is broken.`)
    if (name === 'second' && failIn === 'undo') throw new ManagerError('project.broken', 'The second file is broken.')
    if (name === 'second' && failIn === 'unexpectedly') throw new TypeError('secret detail of the inside')
  })
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('A program was ended.'))
    signal.addEventListener('abort', () => reject(new Error('A program was ended.')), { once: true })
  })

export const filesIn = async (directory: string): Promise<string[]> => (await readdir(directory)).sort()

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ManagerEvent } from '../../domain/events.ts'
import type { Instance } from '../../domain/instance.ts'
import type { Username } from '../../domain/names.ts'
import type { Operation } from '../../domain/operation.ts'
import { createEventBus } from '../../lib/event-bus.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { newInstance, type TemporaryStore, temporaryStore } from '../../store/testing/temporary-store.ts'
import { operationLogFile } from '../operation-log.ts'
import { createOperations, type OperationsOptions, type OperationsService } from '../operations.ts'
import { type FileInput, filesAction } from './file-actions.ts'

export const berta = 'berta' as Username

/** A real store with one instance, a directory to work in, and operations on both. */
export class JournalBench {
  readonly events: ManagerEvent[] = []
  /** What was logged as an error. */
  readonly errors: object[] = []
  readonly bus = createEventBus()
  readonly opened: TemporaryStore
  readonly instance: Instance
  readonly directory: string
  readonly #services: OperationsService[] = []

  private constructor(opened: TemporaryStore, instance: Instance) {
    this.opened = opened
    this.instance = instance
    this.directory = join(opened.dataDir, 'work')
    this.bus.subscribe((event) => this.events.push(event))
  }

  static async open(): Promise<JournalBench> {
    const opened = await temporaryStore()
    const bench = new JournalBench(opened, await opened.store.instances.create(newInstance('otree1')))
    await mkdir(bench.directory)
    return bench
  }

  async close(): Promise<void> {
    for (const service of this.#services) await service.drain(0)
    await this.opened.remove()
  }

  service(options: Partial<OperationsOptions> = {}): OperationsService {
    const { store, dataDir } = this.opened
    const logger = { info: () => undefined, warn: () => undefined, error: (facts: object) => this.errors.push(facts) }
    const made = createOperations({ store, events: this.bus, definitions: [filesAction()], dataDir, logger, ...options })
    this.#services.push(made)
    return made
  }

  begin(
    operations: OperationsService,
    input: Partial<FileInput> = {},
    change: { by?: Username | 'server'; instanceId?: Instance['id'] } = {},
  ): Promise<Operation> {
    const { directory, instance } = this
    return operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: berta, input: { directory, ...input }, ...change })
  }

  async run(operations: OperationsService, input: Partial<FileInput> = {}): Promise<Operation> {
    return operations.wait((await this.begin(operations, input)).id)
  }

  logOf(operation: Operation): Promise<string> {
    return readFile(operationLogFile(this.opened.dataDir, operation.id), 'utf8')
  }

  async untilStep(title: string): Promise<void> {
    await waitUntil(`the step "${title}"`, async () => {
      const [operation] = await this.opened.store.operations.list({ limit: 1 })
      return operation?.steps.some((step) => step.title === title)
    })
  }

  /** The journal as a manager leaves it that was killed. */
  async leaveBehind(change: Partial<Operation>): Promise<Operation> {
    const time = new Date().toISOString()
    const operation: Operation = {
      id: 'oleftbehind22',
      kind: 'deploy-instance',
      instanceId: this.instance.id,
      by: berta,
      state: 'running',
      committed: false,
      attempts: 1,
      input: { directory: this.directory },
      steps: [{ title: 'write the first file', state: 'running', startedAt: time, finishedAt: null }],
      error: null,
      createdAt: time,
      startedAt: time,
      finishedAt: null,
      deadlineAt: time,
      ...change,
    }
    await this.opened.store.operations.insert(operation)
    return operation
  }
}

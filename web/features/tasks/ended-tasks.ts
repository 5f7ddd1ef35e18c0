import type { LiveEvent } from '../../../src/api/contract/live.ts'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { isOver } from './task-words.ts'

interface EndedTasksParts {
  readonly fetchTask: (id: string) => Promise<OperationAnswer>
  /** Whether somebody wants to hear of it. */
  readonly concerns: (task: OperationAnswer) => boolean | Promise<boolean>
  /** Shows it where its instance is being looked at anyhow. @returns whether it is */
  readonly showWatched: (task: OperationAnswer) => boolean
  readonly onEnded: (task: OperationAnswer) => void
  /** So many ended unseen while the connection was lost that one message is enough. */
  readonly onManyEnded: (count: number) => void
}

type Knowledge = 'unknown' | 'followed' | 'over'
const mostAfterLoss = 3

/** Hears events, and tells of each task once that it has ended. What does not concern the reader, or was over before it was heard of, is not told. */
export class EndedTasks {
  readonly #parts: EndedTasksParts
  readonly #tasks = new Map<string, Knowledge>()
  /** One look at a time for each task; `true`: it has to be looked at once more. */
  readonly #looking = new Map<string, boolean>()

  constructor(parts: EndedTasksParts) {
    this.#parts = parts
  }

  async hear(event: LiveEvent): Promise<void> {
    if (event.topic === 'everything') await this.#lookAtAll()
    if (event.topic === 'operation') await this.#hearOf(event.id)
  }

  async #hearOf(id: string): Promise<void> {
    if (this.#tasks.get(id) === 'over') return
    if (this.#looking.has(id)) return void this.#looking.set(id, true)
    do {
      this.#looking.set(id, false)
      const ended = await this.#look(id)
      if (ended) this.#parts.onEnded(ended)
    } while (this.#looking.get(id) && this.#tasks.get(id) !== 'over')
    this.#looking.delete(id)
  }

  /** After a lost connection: what was under way before it. */
  async #lookAtAll(): Promise<void> {
    const followed = [...this.#tasks].filter(([, knowledge]) => knowledge === 'followed').map(([id]) => id)
    const looked = await Promise.all(followed.map((id) => this.#look(id)))
    const ended = looked.filter((task) => task !== null)
    if (ended.length > mostAfterLoss) this.#parts.onManyEnded(ended.length)
    else ended.forEach(this.#parts.onEnded)
  }

  /** @returns the task when it has to be told that it is over */
  async #look(id: string): Promise<OperationAnswer | null> {
    const task = await this.#parts.fetchTask(id).catch(() => null)
    if (!task || this.#tasks.get(id) === 'over') return null
    if (!(await this.#parts.concerns(task))) {
      this.#tasks.set(id, 'over')
      return null
    }
    this.#tasks.set(id, isOver(task) ? 'over' : 'followed')
    return isOver(task) && !this.#parts.showWatched(task) ? task : null
  }
}

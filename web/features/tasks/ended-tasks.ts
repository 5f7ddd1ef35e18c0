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
  /** So many ended unseen that one message is enough. */
  readonly onManyEnded: (tasks: readonly OperationAnswer[]) => void
  /** What the reader began and has not been told of yet, in no window. */
  readonly fetchUntold: () => Promise<readonly OperationAnswer[]>
  /** The reader gets to know how it ended. */
  readonly onTold: (tasks: readonly OperationAnswer[]) => void
}

type Knowledge = 'unknown' | 'followed' | 'over'
const mostAtOnce = 3

/** Hears events, and tells of each task once that it has ended. What does not concern the reader, or was told in another window, is not told. */
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

  /** At the beginning of a visit, and after a lost connection: what ended meanwhile. */
  async #lookAtAll(): Promise<void> {
    const followed = [...this.#tasks].filter(([, knowledge]) => knowledge === 'followed').map(([id]) => id)
    const looked = await Promise.all(followed.map((id) => this.#look(id)))
    const left = (await this.#parts.fetchUntold().catch(() => [])).filter((task) => this.#end(task))
    if (left.length > 0) this.#parts.onTold(left)
    const ended = [...looked, ...left].filter((task) => task !== null)
    if (ended.length > mostAtOnce) this.#parts.onManyEnded(ended)
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
    if (!isOver(task)) {
      this.#tasks.set(id, 'followed')
      return null
    }
    const isToBeShown = this.#end(task)
    this.#parts.onTold([task])
    return isToBeShown ? task : null
  }

  /** @returns whether the reader does not see it anyhow */
  #end(task: OperationAnswer): boolean {
    if (this.#tasks.get(task.id) === 'over') return false
    this.#tasks.set(task.id, 'over')
    return !this.#parts.showWatched(task)
  }
}

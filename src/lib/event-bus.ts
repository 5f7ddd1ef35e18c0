import type { Events, ManagerEvent } from '../domain/events.ts'
import { type Logger, silentLogger } from './logger.ts'

/** Hands every event to every listener, at once and in order; one that fails does not keep it from the others. */
export function createEventBus(logger: Logger = silentLogger): Events {
  const listeners = new Set<(event: ManagerEvent) => void>()
  const tell = (listener: (event: ManagerEvent) => void, event: ManagerEvent): void => {
    try {
      listener(event)
    } catch (error) {
      logger.error({ err: error, topic: event.topic }, 'A listener to events failed.')
    }
  }
  return {
    publish: (event) => {
      for (const listener of [...listeners]) tell(listener, event)
    },
    subscribe: (listener) => {
      const own = (event: ManagerEvent): void => listener(event)
      listeners.add(own)
      return () => listeners.delete(own)
    },
  }
}

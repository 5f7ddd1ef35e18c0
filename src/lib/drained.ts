import type { EventEmitter } from 'node:events'

/** Waits until a writable stream takes more, or is closed; leaves no listener behind, however often it is called. */
export async function drained(stream: EventEmitter & { readonly destroyed: boolean }): Promise<void> {
  if (stream.destroyed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => {
    stream.off('drain', done)
    stream.off('close', done)
    resolve()
  }
  stream.on('drain', done)
  stream.on('close', done)
  await promise
}

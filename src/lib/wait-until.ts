import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until `condition` gives something truthy. @throws Error naming `what` when `timeoutMs` are over */
export async function waitUntil<T>(
  what: string,
  condition: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeoutMs = 60_000, intervalMs = 20, signal }: { timeoutMs?: number; intervalMs?: number; signal?: AbortSignal } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    signal?.throwIfAborted()
    const value = await condition()
    if (value) return value
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`)
    await sleep(intervalMs)
  }
}

import { toOneLine } from '../domain/mail-address.ts'
import { httpPost } from '../lib/http-post.ts'
import type { NetworkSettings } from '../lib/network-settings.ts'
import { toHookRefusal } from './hook-refusal.ts'
import { toHookScrubber } from './hook-secrets.ts'

export interface HookOptions {
  /** Its path is a secret. */
  readonly url: string
  readonly settings: NetworkSettings
  /** Default 10 s. */
  readonly timeoutMs?: number
  /** Ends what is under way. */
  readonly signal?: AbortSignal
}

/** An incoming web hook. */
export interface Hook {
  /** All that is ever shown of its address. */
  readonly host: string
  /** Why it did not take the last message, in sentences without secrets; null: it did, or there was none yet. */
  fault(): string | null
  /** @returns its status and the beginning of what it says @throws Error with the fault */
  post(text: string): Promise<string>
}

const longestAnswer = 200

export function openHook({ url, settings, timeoutMs = 10_000, signal }: HookOptions): Hook {
  const address = new URL(url)
  const { host } = address
  const scrub = toHookScrubber(address)
  let fault: string | null = null

  const ask = async (text: string): Promise<string> => {
    const answer = await httpPost(address, { text }, { settings, timeoutMs, ...(signal ? { signal } : {}) })
    const words = toOneLine(scrub(answer.text)).slice(0, longestAnswer).toWellFormed()
    if (answer.status >= 200 && answer.status < 300) return `${answer.status} ${words}`.trim()
    throw new Error(toHookRefusal(host, answer.status, words))
  }
  const post = async (text: string): Promise<string> => {
    try {
      const answer = await ask(text)
      fault = null
      return answer
    } catch (error) {
      const reason = scrub(error instanceof Error ? error.message : String(error))
      if (!signal?.aborted) fault = reason
      throw new Error(reason) // its cause may have the address in it
    }
  }
  return { host, fault: () => fault, post }
}

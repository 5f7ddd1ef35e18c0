import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { atomicWrite } from '../lib/atomic-write.ts'
import type { Told } from './find-news.ts'

const toldSchema = z.record(z.string(), z.enum(['warning', 'error']))

/** What was told before the manager started; nothing when there is no such file, or it is damaged. */
export async function readTold(file: string): Promise<Told> {
  try {
    return new Map(Object.entries(toldSchema.parse(JSON.parse(await readFile(file, 'utf8')))))
  } catch {
    return new Map()
  }
}

/** @param before  what stands there @returns what writes down what was told, when that is something else */
export function createToldWriter(file: string, before: Told): (told: Told) => Promise<void> {
  let written = toText(before)
  return async (told) => {
    const text = toText(told)
    if (text === written) return
    await atomicWrite(file, text)
    written = text
  }
}

const toText = (told: Told): string => JSON.stringify(Object.fromEntries(told))

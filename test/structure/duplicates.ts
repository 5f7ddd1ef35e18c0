import { Detector, MemoryStore } from '@jscpd/core'
import { Tokenizer } from '@jscpd/tokenizer'
import type { TextFile } from './tracked-files.ts'

export interface Duplicates {
  /** `a.ts:1–9 = b.ts:4–12` */
  readonly clones: readonly string[]
  readonly percent: number
}

/** Finds what stands twice: at least so many tokens and lines alike. */
export async function findDuplicates(files: readonly TextFile[], limits: { minTokens: number; minLines: number }): Promise<Duplicates> {
  const detector = new Detector(new Tokenizer(), new MemoryStore(), [], { ...limits, maxLines: 5000, mode: () => true })
  const clones: string[] = []
  let duplicatedLines = 0
  for (const { path, text } of files) {
    for (const { duplicationA, duplicationB } of await detector.detect(path, text, path.endsWith('.tsx') ? 'tsx' : 'typescript')) {
      clones.push(`${toPlace(duplicationA)} = ${toPlace(duplicationB)}`)
      duplicatedLines += duplicationA.end.line - duplicationA.start.line
    }
  }
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0)
  return { clones, percent: (100 * duplicatedLines) / Math.max(lines, 1) }
}

const toPlace = ({ sourceId, start, end }: { sourceId: string; start: { line: number }; end: { line: number } }): string =>
  `${sourceId}:${start.line}–${end.line}`

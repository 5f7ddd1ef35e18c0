export interface Twin {
  readonly first: string
  readonly second: string
  /** How they are alike, between the two in a sentence. */
  readonly how: string
}

/** Two files, or the folders of two files, that some computers could not keep apart: one name twice, or in two spellings. */
export function findTwin(paths: readonly string[]): Twin | null {
  const seen = new Set<string>()
  const spellings = new Map<string, string>()
  for (const path of paths) {
    if (seen.has(path)) return { first: path, second: path, how: 'is there twice, as' }
    seen.add(path)
    for (const part of partsOf(path)) {
      const first = spellings.get(fold(part)) ?? part
      if (first !== part) return { first, second: part, how: 'differs only in its spelling (capitals, accents) from' }
      spellings.set(fold(part), part)
    }
  }
  return null
}

/** `a/b/c` → `a`, `a/b`, `a/b/c` */
const partsOf = (path: string): readonly string[] => [...[...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)), path]

/** The same for all names that are one name on macOS or Windows. */
const fold = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')

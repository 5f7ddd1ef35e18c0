export interface Twin {
  readonly first: string
  readonly second: string
  /** How they are alike, between the two in a sentence. */
  readonly how: string
}

/** A file or folder that was met. */
interface Met {
  readonly name: string
  /** Stands for its path in what it contains. */
  readonly number: number
}

/** Two files, or the folders of two files, that some computers could not keep apart: one name twice, or in two spellings. */
export function findTwin(paths: readonly string[]): Twin | null {
  const seen = new Set<string>()
  const met = new Map<string, Met>() // by the folder's number and the name: long paths are many times longer than their names
  for (const path of paths) {
    if (seen.has(path)) return { first: path, second: path, how: 'is there twice, as' }
    seen.add(path)
    let [folder, start] = [0, 0]
    for (const name of path.split('/')) {
      const key = `${folder}/${fold(name)}`
      const { name: first, number } = met.get(key) ?? { name, number: met.size + 1 }
      const second = path.slice(0, start + name.length)
      if (first !== name) {
        return { first: path.slice(0, start) + first, second, how: 'differs only in its spelling (capitals, accents) from' }
      }
      met.set(key, { name, number })
      folder = number
      start += name.length + 1
    }
  }
  return null
}

/** The same for all names that are one name on macOS or Windows. */
const fold = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')

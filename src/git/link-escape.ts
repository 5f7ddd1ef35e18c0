const mostSteps = 1_000
const mostLinks = 40

/** Where links of a tree lead: path of the link → its target as written. */
export type Links = ReadonlyMap<string, string>

/** Why the link at `path` may not be followed, as the end of a sentence, or null when it stays inside the tree. Other links on the way
 * are followed, too. Whether something is there at the end does not matter. */
export function findLinkEscape(path: string, links: Links): string | null {
  const place: string[] = []
  const ahead = path.split('/').reverse()
  let followed = 0
  for (let step = 0; step < mostSteps; step++) {
    const part = ahead.pop()
    if (part === undefined) return null
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (place.pop() === undefined) return 'leads out of the project'
      continue
    }
    const target = links.get([...place, part].join('/'))
    if (target === undefined) {
      place.push(part)
      continue
    }
    if (target.startsWith('/')) return 'leads out of the project'
    if (++followed > mostLinks) return 'leads in a circle'
    ahead.push(...target.split('/').reverse())
  }
  return 'leads over too many folders'
}

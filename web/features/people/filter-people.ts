import type { PersonAnswer } from '../../../src/api/contract/person.ts'

/** What stands in the address of the page: `/people?q=berta&page=2`. */
export interface PeopleSearch {
  readonly q?: string
  readonly page?: number
}

/** Reads the address; what makes no sense is left out. */
export const toPeopleSearch = ({ q, page }: Record<string, unknown>): PeopleSearch => ({
  ...(typeof q === 'string' && q ? { q } : typeof q === 'number' ? { q: String(q) } : {}),
  ...(typeof page === 'number' && page > 1 ? { page: Math.floor(page) } : {}),
})

/** Those who have every word somewhere in name, username or e-mail address. */
export function filterPeople<P extends Pick<PersonAnswer, 'name' | 'username' | 'email'>>(all: readonly P[], q = ''): readonly P[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ name, username, email }) => {
    const text = `${name} ${username} ${email}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

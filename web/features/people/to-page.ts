export const pageSize = 24

/** One page of a list, from 1 on. A page behind the last one is the last one. */
export function toPage<T>(items: readonly T[], page = 1): { readonly items: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / pageSize))
  const inside = Math.min(Math.max(1, page), pages)
  return { items: items.slice((inside - 1) * pageSize, inside * pageSize), page: inside, pages }
}

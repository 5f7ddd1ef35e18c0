import { describe, expect, it } from 'vitest'
import { pageSize, toPage } from './to-page.ts'

describe('toPage', () => {
  const many = Array.from({ length: 1000 }, (_, index) => index)

  it('cuts a thousand into pages', () => {
    const { items, pages } = toPage(many, 2)
    expect(items[0]).toBe(pageSize)
    expect(pages).toBe(42)
  })

  it.each([
    [99, 42],
    [-1, 1],
  ])('takes page %i as page %i', (asked, given) => {
    expect(toPage(many, asked).page).toBe(given)
  })

  it('has one page of nothing', () => {
    expect(toPage([])).toEqual({ items: [], page: 1, pages: 1 })
  })
})

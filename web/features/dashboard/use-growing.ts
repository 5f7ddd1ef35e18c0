import { startTransition, useEffect, useState } from 'react'

const firstFew = 60
const more = 120
/** Who comes back to the list finds it as long as it was, so that it can be scrolled to where it was. */
let grown = firstFew

/** The first of a long list at once, and the rest little by little while the page is at rest: the page can be used before all of it is there, and in the
 * end the browser's own search, the keyboard and screen readers find everything. */
export function useGrowing<T>(items: readonly T[]): readonly T[] {
  const [count, setCount] = useState(grown)
  const isWhole = count >= items.length
  useEffect(() => {
    grown = count
    if (isWhole) return
    const timer = setTimeout(() => startTransition(() => setCount(count + more)))
    return () => clearTimeout(timer)
  }, [count, isWhole])
  return isWhole ? items : items.slice(0, count)
}

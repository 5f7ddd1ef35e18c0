import { type RefObject, useEffect, useRef } from 'react'

/** On a phone not all of the tabs fit, and the one in the address may be the last: it is brought into view.
 * @param others  whatever moves it besides
 * @returns goes to that tab */
export function useShownTab(shown: string | null, others?: number): RefObject<HTMLButtonElement | null> {
  const tab = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the tab stands depends on them
  useEffect(() => bringIntoView(tab.current), [shown, others])
  return tab
}

/** A bit of the next one shows that there is more. The page itself does not move. */
function bringIntoView(tab: HTMLElement | null): void {
  const list = tab?.parentElement
  if (tab && list) list.scrollLeft = Math.max(list.scrollLeft, tab.offsetLeft + tab.offsetWidth + peepPx - list.clientWidth)
}

const peepPx = 28

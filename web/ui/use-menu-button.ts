import { useRef } from 'react'

/** For a menu whose items open windows. A window gives the focus back to what had it before: let that be the menu's button, as the item is gone by then. */
export function useMenuButton() {
  const button = useRef<HTMLButtonElement>(null)
  const opening = (open: () => void) => (): void => {
    button.current?.focus()
    open()
  }
  return { button, opening }
}

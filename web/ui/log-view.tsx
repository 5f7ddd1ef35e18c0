import { useEffect, useRef } from 'react'
import classes from './log-view.module.css'

interface LogViewProps {
  readonly label: string
  readonly text: string
  /** Stay at the end while lines are added, unless the reader scrolled up. */
  readonly follow?: boolean
  readonly tall?: boolean
}

const nearEndPx = 40

/** Lines of a program, scrolled by keyboard, too. */
export function LogView({ label, text, follow = false, tall = false }: LogViewProps) {
  const box = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is new text that moves the end
  useEffect(() => {
    if (follow && atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [follow, text])
  return (
    <section
      ref={box}
      className={classes.log}
      data-tall={tall || undefined}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx
      }}
    >
      <pre>{text}</pre>
    </section>
  )
}

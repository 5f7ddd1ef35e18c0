import { useEffect, useRef, useState } from 'react'

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere in the window, which would otherwise leave the page for the file. @returns whether some are being dragged over it */
export function useFileDrag(onDrop: (transfer: DataTransfer) => void): boolean {
  const [dragged, setDragged] = useState(false)
  const newest = useRef(onDrop)
  useEffect(() => {
    newest.current = onDrop
  }, [onDrop])
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setDragged(true)
    }
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setDragged(false)
    }
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setDragged(false)
      if (event.dataTransfer) newest.current(event.dataTransfer)
    }
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop } as const
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as keyof typeof listeners, listener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as keyof typeof listeners, listener)
    }
  }, [])
  return dragged
}

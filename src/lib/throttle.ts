/** Calls `work` at once, and then at most every `intervalMs`, the last time after the last call. */
export function throttle(work: () => void, intervalMs: number): () => void {
  let timer: NodeJS.Timeout | undefined
  let again = false
  const pause = (): void => {
    timer = setTimeout(() => {
      timer = undefined
      if (!again) return
      again = false
      work()
      pause()
    }, intervalMs)
    timer.unref()
  }
  return () => {
    if (timer) again = true
    else {
      work()
      pause()
    }
  }
}

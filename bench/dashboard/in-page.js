// Runs in the pages that are measured, before their own scripts: what happens is noted there, at the frame in which it is painted, so that the way to the
// measuring process does not count.
{
  const marks = { first: Promise.withResolvers(), all: Promise.withResolvers(), found: Promise.withResolvers() }
  const painted = (then) => requestAnimationFrame(() => setTimeout(then))
  const list = () => document.querySelector('ul[aria-label="List of instances"]')

  const note = (mark) => painted(() => marks[mark].resolve(performance.now()))
  const look = () => {
    const count = list()?.childElementCount ?? 0
    if (count > 0) note('first')
    if (count === 1) note('found')
    if (count >= window.bench.wanted) note('all')
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true })

  /** Resolves with the time since 1970 when the list shows this text. */
  const untilShown = (text) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => seek())
      const seek = () => {
        if (!list()?.textContent.includes(text)) return
        observer.disconnect()
        painted(() => resolve(performance.timeOrigin + performance.now()))
      }
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      seek()
    })

  /** Scrolls by this many pixels at each frame. Resolves with the times from frame to frame, and how often the page did one thing for more than 50 ms. */
  const scrollThrough = async (pixels) => {
    let longTasks = 0
    const observer = new PerformanceObserver((found) => {
      longTasks += found.getEntries().length
    })
    observer.observe({ type: 'longtask' })
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const gaps = []
    let before = -1
    let last = await nextFrame()
    while (window.scrollY !== before) {
      before = window.scrollY
      window.scrollBy({ top: pixels, behavior: 'instant' })
      const now = await nextFrame()
      gaps.push(now - last)
      last = now
    }
    observer.disconnect()
    return { gaps, longTasks, height: document.documentElement.scrollHeight }
  }

  window.bench = { wanted: Number.POSITIVE_INFINITY, until: (mark) => marks[mark].promise, untilShown, scrollThrough }
}

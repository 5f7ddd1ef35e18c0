/** Takes a double click on what sends a form for one: on a slow computer the second comes before the page has changed, and it would be told that the
 * name is taken which the first has just taken. */
export function sendOnce(page: Document): void {
  page.addEventListener(
    'click',
    (event) => {
      const isAgain = event.detail > 1 && event.target instanceof Element && event.target.closest('button[type="submit"]') !== null
      if (isAgain) event.preventDefault()
    },
    { capture: true },
  )
}

/** @returns a function that runs what it is given one after the other, so that a check and the change that relies on it stay together */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined) // whoever waits for `result` hears of the failure; the next one need not
    return result
  }
}

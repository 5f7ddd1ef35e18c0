const mostRest = 64 * 1024

export interface LineCutter {
  /** The lines that have come to their end; one that does not come to an end is given in pieces, so that it fills nothing. */
  add(text: string): readonly string[]
  /** What has no end yet; empty: nothing. */
  rest(): string
}

/** Makes lines of a text that comes in pieces. */
export function cutLines(): LineCutter {
  let rest = ''
  return {
    add: (text) => {
      const [first = '', ...others] = text.split('\n') // what waits is not looked at again
      const lines = [rest + first, ...others]
      rest = lines.pop() ?? ''
      if (rest.length < mostRest) return lines
      lines.push(rest)
      rest = ''
      return lines
    },
    rest: () => rest,
  }
}

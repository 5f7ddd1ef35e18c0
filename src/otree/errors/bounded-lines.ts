const mostCharacters = 2_000

/** Cuts text that comes in pieces into lines. Of a line that is too long only the beginning is kept, however long it is. */
export class BoundedLines {
  #rest = ''

  /** @returns the lines that have come to their end */
  push(text: string): string[] {
    const parts = text.split('\n')
    const last = parts.pop() ?? ''
    const lines = parts.map((part, index) => (index === 0 ? this.#rest + part : part).slice(0, mostCharacters))
    const rest = lines.length === 0 ? this.#rest + last : last
    this.#rest = rest.slice(0, mostCharacters)
    return lines
  }

  /** @returns the last line, if it has no end */
  end(): string[] {
    const rest = this.#rest
    this.#rest = ''
    return rest === '' ? [] : [rest]
  }
}

import { type Color, type Paint, toPlain } from './style.ts'

export interface Cell {
  readonly text: string
  readonly color?: Color
}

export type Row = readonly (string | Cell)[]

/** Columns side by side, two spaces between them, the heading in grey. */
export function toTable(headings: readonly string[], rows: readonly Row[], paint: Paint): string {
  const cells = rows.map((row) => row.map(toCell))
  const widths = headings.map((heading, column) => Math.max(heading.length, ...cells.map((row) => row[column]?.text.length ?? 0)))
  const toLine = (row: readonly Cell[]): string =>
    row
      .map(({ text, color }, column) => {
        const padded = column === row.length - 1 ? text : text.padEnd(widths[column] ?? 0)
        return color ? paint(padded, color) : padded
      })
      .join('  ')
      .trimEnd()
  const head = headings.map((text): Cell => ({ text: text.toUpperCase(), color: 'grey' }))
  return [head, ...cells].map(toLine).join('\n')
}

/** Facts below each other: `name   value`. */
export function toFacts(facts: readonly (readonly [string, string | Cell])[], paint: Paint): string {
  const width = Math.max(...facts.map(([name]) => name.length))
  return facts
    .map(([name, value]) => {
      const { text, color } = toCell(value)
      return `${paint(name.padEnd(width), 'grey')}  ${color ? paint(text, color) : text}`
    })
    .join('\n')
}

function toCell(value: string | Cell): Cell {
  const { text, ...rest } = typeof value === 'string' ? { text: value } : value
  return { ...rest, text: toPlain(text).replaceAll('\n', ' ') }
}

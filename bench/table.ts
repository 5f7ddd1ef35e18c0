/** What one file in `bench/` measured. */
export interface BenchResult {
  readonly title: string
  readonly rows: readonly BenchRow[]
}

export interface BenchRow {
  /** What was measured, with its absolute figure, e.g. `create an instance: 0.31 s`. */
  readonly what: string
  /** What it was measured against, with its figure, e.g. `initdb and start by hand: 1.90 s`. */
  readonly against: string
  /** `what` divided by `against`. */
  readonly ratio: number
  /** e.g. `≤ 0.5`; `-` where there is none. */
  readonly goal: string
}

/** A Markdown table under its title, its columns in line. */
export function toTable({ title, rows }: BenchResult): string {
  const cells = rows.map(({ what, against, ratio, goal }) => [what, against, `${ratio.toFixed(2)}×`, goal])
  const lines = [['measured', 'against', 'ratio', 'goal'], ...cells]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const toLine = (line: readonly string[]): string => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  const [head = [], ...body] = lines
  return `## ${title}\n\n${[toLine(head), rule, ...body.map(toLine)].join('\n')}\n`
}

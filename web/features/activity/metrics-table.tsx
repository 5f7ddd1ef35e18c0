import type { MeasuredAnswer } from '../../../src/api/contract/metrics.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import classes from './charts.module.css'
import { chartsOf, isMeasured } from './charts-of.ts'
import { formatMoment } from './format-moment.ts'

type Point = MeasuredAnswer['points'][number]

/** Every value that was measured, newest first; steps without any are left out. */
export function MetricsTable({ metrics: { points, range } }: { readonly metrics: MeasuredAnswer }) {
  const columns: readonly Column<Point>[] = [
    { title: m.activity.time, heading: true, cell: ({ at }) => <time dateTime={at}>{formatMoment(at, range)}</time> },
    ...chartsOf().flatMap(({ lines, format }) =>
      lines.map(({ value, label }) => ({ title: label, cell: (point: Point) => toCell(point[value], format) })),
    ),
  ]
  const measured = points.filter(isMeasured).toReversed()
  return (
    <div className={classes.figures}>
      <DataTable label={m.activity.table} columns={columns} rows={measured} rowKey={({ at }) => at} />
    </div>
  )
}

const toCell = (value: number | null, format: (value: number) => string): string => (value === null ? '–' : format(value))

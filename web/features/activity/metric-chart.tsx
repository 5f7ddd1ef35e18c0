import { BarChart, LineChart } from '@mantine/charts'
import type { MeasuredAnswer } from '../../../src/api/contract/metrics.ts'
import { m } from '../../i18n/messages.ts'
import classes from './charts.module.css'
import { type Chart, isAlone, summarise } from './charts-of.ts'
import { formatMoment } from './format-moment.ts'
import { toTicks } from './ticks.ts'

interface MetricChartProps {
  readonly chart: Chart
  readonly metrics: MeasuredAnswer
}

type Value = Chart['lines'][number]['value']

/** The second line is dashed, too: not told by its colour alone. */
const looks = [{ color: 'var(--chart-first)' }, { color: 'var(--chart-second)', strokeDasharray: '6 3' }] as const

/** One measure over time. Who does not see it hears its last and its largest value; all of them stand in the table below. */
export function MetricChart({ chart, metrics: { points, range } }: MetricChartProps) {
  const { key, lines, format, isCount } = chart
  const tell = (value: number | null): string => (value === null ? m.activity.none : format(value))
  const summaries = lines.map(({ value, label }) => {
    const { last, most } = summarise(points, value)
    return m.activity.summary(label, tell(last), tell(most))
  })
  const ticks = new Map(toTicks(points, range).map(({ at, label }) => [formatMoment(at, range), label]))
  const frame = {
    h: 180,
    data: points.map((point) => ({ ...point, moment: formatMoment(point.at, range) })),
    dataKey: 'moment',
    valueFormatter: format,
    accessibilityLayer: false,
    xAxisProps: { minTickGap: 16, ticks: [...ticks.keys()], tickFormatter: (moment: string) => ticks.get(moment) ?? moment },
    yAxisProps: { width: 64, allowDecimals: key !== 'participants' && key !== 'errors', tickCount: 4 },
  }
  return (
    <div role="img" aria-label={summaries.join('. ')} className={classes.chart} data-chart={key}>
      {isCount ? <Bars chart={chart} frame={frame} /> : <Lines chart={chart} frame={frame} points={points} />}
    </div>
  )
}

interface DrawingProps extends Pick<MetricChartProps, 'chart'> {
  readonly frame: Pick<
    React.ComponentProps<typeof LineChart>,
    'h' | 'data' | 'dataKey' | 'valueFormatter' | 'accessibilityLayer' | 'xAxisProps' | 'yAxisProps'
  >
}

const Bars = ({ chart: { lines }, frame }: DrawingProps) => (
  <BarChart {...frame} series={lines.map(({ value, label }) => ({ name: value, label, color: 'var(--stop-edge)' }))} maxBarWidth={12} />
)

const Lines = ({ chart: { lines }, frame, points }: DrawingProps & { readonly points: MeasuredAnswer['points'] }) => (
  <LineChart
    {...frame}
    series={lines.map(({ value, label }, index) => ({ name: value, label, ...looks[index === 0 ? 0 : 1] }))}
    connectNulls={false}
    curveType="linear"
    withDots={false}
    lineProps={({ name, color }) => ({
      // a value between two gaps has no line to it
      dot: ({ index, cx, cy }: { index: number; cx?: number; cy?: number }) =>
        isAlone(points, index, name as Value) ? <circle key={index} cx={cx} cy={cy} r={2} fill={color} /> : <g key={index} />,
    })}
  />
)

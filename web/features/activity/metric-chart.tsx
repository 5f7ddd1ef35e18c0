import { BarChart, LineChart } from '@mantine/charts'
import type { MeasuredAnswer } from '../../../src/api/contract/metrics.ts'
import { m } from '../../i18n/messages.ts'
import classes from './charts.module.css'
import { type Chart, isAlone, summarise } from './charts-of.ts'
import { formatMoment } from './format-moment.ts'
import { toTicks } from './ticks.ts'
import { toValueTicks } from './value-ticks.ts'

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
    xAxisProps: {
      minTickGap: 16,
      padding: { left: 20, right: 20 }, // half a label: none at an end is left out
      interval: 'equidistantPreserveStart' as const,
      ticks: [...ticks.keys()],
      tickFormatter: (moment: string) => ticks.get(moment) ?? moment,
    },
    yAxisProps: toValueAxis(chart, points),
  }
  return (
    <div role="img" aria-label={summaries.join('. ')} className={classes.chart} data-chart={key}>
      {isCount ? <Bars chart={chart} frame={frame} /> : <Lines chart={chart} frame={frame} points={points} />}
    </div>
  )
}

const letterPx = 7
const besidesPx = 16

/** As wide as its longest label, so that none is broken into lines. */
function toValueAxis({ kind, lines, format }: Chart, points: MeasuredAnswer['points']) {
  const ticks = toValueTicks(Math.max(0, ...lines.map(({ value }) => summarise(points, value).most ?? 0)), kind)
  const longest = Math.max(...ticks.map((tick) => format(tick).length))
  return { width: longest * letterPx + besidesPx, ticks: [...ticks], domain: [0, ticks.at(-1) ?? 1], interval: 0 }
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

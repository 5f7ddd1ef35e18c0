import type { MetricsPoint } from '../../../src/domain/metrics.ts'
import { locale, m } from '../../i18n/messages.ts'
import type { ValueKind } from './value-ticks.ts'

type Value = Exclude<keyof MetricsPoint, 'at'>

/** One chart: what stands above it, and which values its lines show. */
export interface Chart {
  readonly key: keyof typeof m.activity.titles
  readonly lines: readonly { readonly value: Value; readonly label: string }[]
  readonly format: (value: number) => string
  /** Which ticks suit. */
  readonly kind: ValueKind
  /** What is counted anew in each step has a bar for each; a line would tell of values between them. */
  readonly isCount?: true
}

/** A number stays on one line with its unit. */
const write = (value: number, unit?: 'millisecond' | 'percent' | 'megabyte' | 'gigabyte'): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0, ...(unit ? { style: 'unit', unit } : {}) })
    .format(value)
    .replaceAll(' ', '\u00a0')

/** e.g. `184 MB` */
export const writeMegabytes = (value: number): string => write(value, 'megabyte')

/** e.g. `7.4 GB` */
export const writeGigabytes = (mib: number): string => write(mib / 1024, 'gigabyte')

type Measure = Pick<Chart, 'format' | 'kind'>

const counted: Measure = { kind: 'count', format: (value) => write(value) }

const one = (key: Chart['key'], value: Value, measure: Measure): Chart => ({
  key,
  lines: [{ value, label: m.activity.titles[key] }],
  ...measure,
})

/** The charts, in the order of the page. */
export const chartsOf = (): readonly Chart[] => [
  one('participants', 'participants', counted),
  {
    key: 'times',
    lines: [
      { value: 'p50Ms', label: m.activity.p50 },
      { value: 'p95Ms', label: m.activity.p95 },
    ],
    kind: 'amount',
    format: (value) => write(value, 'millisecond'),
  },
  one('requests', 'requestsPerMinute', counted),
  { ...one('errors', 'errors', counted), isCount: true },
  one('cpu', 'cpuPercent', { kind: 'percent', format: (value) => write(value, 'percent') }),
  one('memory', 'memoryMib', { kind: 'mebibytes', format: writeMegabytes }),
]

/** The last value of a line, and the largest; null: nothing was measured. Pure. */
export function summarise(points: readonly MetricsPoint[], value: Value): { readonly last: number | null; readonly most: number | null } {
  const known = points.flatMap((point) => (point[value] === null ? [] : [point[value]]))
  return { last: points.at(-1)?.[value] ?? null, most: known.length === 0 ? null : Math.max(...known) }
}

/** Whether a value has gaps on both sides, so that no line leads to it. Pure. */
export const isAlone = (points: readonly MetricsPoint[], index: number, value: Value): boolean =>
  points[index]?.[value] != null && points[index - 1]?.[value] == null && points[index + 1]?.[value] == null

/** Whether a step has any value. Pure. */
export const isMeasured = ({ at: _, ...values }: MetricsPoint): boolean => Object.values(values).some((value) => value !== null)

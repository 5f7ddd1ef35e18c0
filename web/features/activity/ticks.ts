import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { locale } from '../../i18n/messages.ts'

interface Scale {
  readonly stepMs: number
  readonly format: Intl.DateTimeFormatOptions
}

const minuteMs = 60_000
const scales: Readonly<Record<MetricsRange, Scale>> = {
  hour: { stepMs: 10 * minuteMs, format: { hour: '2-digit', minute: '2-digit' } },
  day: { stepMs: 180 * minuteMs, format: { hour: '2-digit', minute: '2-digit' } },
  week: { stepMs: 1440 * minuteMs, format: { weekday: 'short', day: 'numeric' } },
}

export interface Tick {
  /** Of the point at which it stands. */
  readonly at: string
  readonly label: string
}

/** Round times for the axis, in the reader's own zone: the first point from each on, e.g. `09:10`, `09:20`; of a week the days. Pure. */
export function toTicks(points: readonly { readonly at: string }[], range: MetricsRange, language = locale): readonly Tick[] {
  const { stepMs, format } = scales[range]
  const write = new Intl.DateTimeFormat(language, format)
  const steps = points.map(({ at }) => Math.floor(toLocalMs(new Date(at)) / stepMs))
  return points.flatMap(({ at }, index) =>
    index > 0 && steps[index] !== steps[index - 1] ? [{ at, label: write.format(new Date(at)) }] : [],
  )
}

/** As if the reader's zone were UTC, so that days begin at midnight there. */
const toLocalMs = (moment: Date): number => moment.getTime() - moment.getTimezoneOffset() * minuteMs

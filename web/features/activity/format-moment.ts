import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { locale } from '../../i18n/messages.ts'

const formats: Readonly<Record<MetricsRange, Intl.DateTimeFormatOptions>> = {
  hour: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  week: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
}

/** A time in the reader's own zone, as exact as the range is long, e.g. `09:15:30`, `Mon, 09:15`. */
export const formatMoment = (iso: string, range: MetricsRange, language = locale): string =>
  new Intl.DateTimeFormat(language, formats[range]).format(new Date(iso))

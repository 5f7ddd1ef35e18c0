import { locale } from '../i18n/messages.ts'

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** e.g. `840 kB`, `1.4 MB`, `12 GB`: what people compare with what their computer says. */
export function formatBytes(bytes: number, language = locale): string {
  const unit = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2
  const value = bytes / 1000 ** (unit + 1)
  const rounded = unit > 0 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[unit] }).format(bytes > 0 && rounded === 0 ? 1 : rounded)
}

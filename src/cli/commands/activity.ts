import type { MachineMetricsAnswer, MeasuredAnswer } from '../../api/contract/metrics.ts'
import { metricsRanges } from '../../domain/metrics.ts'
import { type Register, run } from '../command.ts'
import type { Paint } from '../style.ts'
import { toTable } from '../table.ts'

/** More lines say less. */
const shown = 20

export const activity: Register = (program, terminal) => {
  const words = program
    .command('activity [name]')
    .description('participants, requests, times, errors, CPU and memory of an instance, or of the whole machine, lately')
    .option('--range <range>', `${metricsRanges.join(', ')}; --json has all of it`, 'hour')
  run(words, terminal, async (session, [name], options) => {
    const query = { range: options.range as MeasuredAnswer['range'] }
    if (name !== undefined) {
      const metrics = await session.client.showMetrics({ params: { name }, query })
      return session.show(metrics, () => describe(name, metrics, session.paint))
    }
    const metrics = await session.client.showMachineMetrics({ query })
    session.show(metrics, () => `${describe('the machine', metrics, session.paint)}\n\n${describeMachine(metrics)}`)
  })
}

const describeMachine = ({ processors, memoryMib, disk: { usedMib, totalMib } }: MachineMetricsAnswer): string =>
  [
    `It has ${processors === 1 ? 'one processor' : `${processors} processors (${processors * 100} %)`}, ${toGib(memoryMib)} GiB of memory,`,
    `and where the data are ${toGib(totalMib - usedMib)} of ${toGib(totalMib)} GiB are free.`,
  ].join(' ')

const toGib = (mib: number): string => (mib / 1024).toFixed(1)

function describe(name: string, { points }: MeasuredAnswer, paint: Paint): string {
  const measured = points.filter(({ at: _, ...values }) => Object.values(values).some((value) => value !== null)).slice(-shown)
  if (measured.length === 0) return `Nothing was measured of ${name} in this time.`
  const headings = ['time', 'participants', 'requests/min', 'errors', 'half below', '95 % below', 'CPU', 'memory']
  return toTable(headings, measured.map(toRow), paint)
}

const toRow = (point: MeasuredAnswer['points'][number]): string[] => [
  point.at.slice(0, 16).replace('T', ' '),
  tell(point.participants),
  tell(point.requestsPerMinute),
  tell(point.errors),
  tell(point.p50Ms, ' ms'),
  tell(point.p95Ms, ' ms'),
  tell(point.cpuPercent, ' %'),
  tell(point.memoryMib, ' MiB'),
]

const tell = (value: number | null, unit = ''): string => (value === null ? '-' : `${value}${unit}`)

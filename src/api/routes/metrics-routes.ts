import type { Measured } from '../../domain/metrics.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'

/** What was measured of instances, and of the machine. */
export const metricsRoutes = ({ metrics }: Pick<ApiDeps, 'metrics'>): Handlers<'showMetrics' | 'showMachineMetrics'> => ({
  showMetrics: async ({ thing, query }) => toAnswer(await metrics.read(thing, query.range)),
  showMachineMetrics: async ({ query }) => toAnswer(await metrics.readMachine(query.range)),
})

/** The contract's lists may be changed by whoever gets them. */
const toAnswer = <M extends Measured>({ points, ...rest }: M) => ({ ...rest, points: [...points] })

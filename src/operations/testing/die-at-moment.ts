/** For crash tests: `node --import …/die-at-moment.ts program` with `DIE_AT_MOMENT=3`, or `DIE_AT_MOMENT=deploy-instance:3`, kills the program at the
 * third moment that the journal tells of (of operations of that kind). */
import { subscribe } from 'node:diagnostics_channel'
import type { StepMoment } from '../step-channel.ts'

const wish = process.env.DIE_AT_MOMENT ?? '0'
const [number = '0', kind] = wish.split(':').toReversed()

let moments = 0
subscribe('otm:step', (message) => {
  if (kind !== undefined && (message as StepMoment).kind !== kind) return
  if (++moments === Number(number)) process.kill(process.pid, 'SIGKILL')
})

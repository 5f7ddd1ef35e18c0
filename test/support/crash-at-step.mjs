// Loaded with --import: ends this process by SIGKILL at a moment of an operation. CRASH_AT is KIND:INDEX of a step, counted from 0, or KIND:(commit) and the like.
import { subscribe } from 'node:diagnostics_channel'

subscribe('otm:step', ({ kind, step, index }) => {
  const moment = index < 0 ? step : index
  if (`${kind}:${moment}` === process.env.CRASH_AT) process.kill(process.pid, 'SIGKILL')
})

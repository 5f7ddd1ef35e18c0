// Loaded with --import: ends this process by SIGKILL when an operation reaches a step. CRASH_AT is KIND:INDEX, counted from 0.
import { subscribe } from 'node:diagnostics_channel'

subscribe('otm:step', ({ kind, index }) => {
  if (`${kind}:${index}` === process.env.CRASH_AT) process.kill(process.pid, 'SIGKILL')
})

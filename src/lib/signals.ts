interface Stoppable {
  stop(): Promise<void>
  leave(): Promise<void>
}

/** A terminal's Ctrl-C reaches every program of the foreground, and npm hands it on once more: what comes within this time is the same one. */
const sameSignalMs = 1_000

/** Ctrl-C (SIGINT) stops everything in order, a second one ends at once; SIGTERM and SIGHUP end the manager alone. */
export function onSignals({ stop, leave }: Stoppable): void {
  let firstInterrupt = 0
  let ending: Promise<void> | undefined
  const endAfter = (work: () => Promise<void>): void => {
    ending ??= work().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => {
    const now = performance.now()
    if (firstInterrupt !== 0 && now - firstInterrupt > sameSignalMs) process.exit(130)
    firstInterrupt ||= now
    if (ending === undefined) process.stdout.write('\n  Stopping instances, gateway and manager. What ran comes back at the next start.\n')
    endAfter(stop)
  })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => endAfter(leave))
}

/** Texts of the charts of the whole machine. */
export const machine = {
  title: 'The machine',
  text: 'All instances together, and what the machine has left. Measured every few seconds; gaps are times at which oTree Manager did not run.',
  nothing: 'The first figures come within a minute. They are kept for a week.',
  cpu: (processors: number) =>
    processors === 1 ? '100 % is the one processor, busy all the time.' : `100 % is all ${processors} processors, busy all the time.`,
  memory: (total: string) => `Used by everything on the machine, of ${total}.`,
  disk: 'On the disk of the data',
  diskFree: (free: string, total: string) => `${free} free of ${total}`,
}

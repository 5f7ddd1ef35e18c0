/** Texts of the charts. */
export const activity = {
  rangeLabel: 'How far back',
  ranges: { hour: 'Last hour', day: 'Last day', week: 'Last week' },
  text: 'Measured every few seconds while the instance runs. Gaps are times at which it did not run, or nothing was measured.',
  emptyTitle: 'Nothing measured yet',
  emptyText:
    'While the instance runs, you see here how many take part, how long pages take, and what it uses. The first figures come within a minute.',
  emptyRangeText: 'The instance did not run in this time. Choose a longer time above.',
  titles: {
    participants: 'Participants',
    requests: 'Requests per minute',
    times: 'How long pages take',
    errors: 'Errors',
    cpu: 'Processor',
    memory: 'Memory',
  },
  texts: {
    participants: 'Who have a page of the experiment open, or wait in a room.',
    requests: 'Of everybody, files included.',
    times: 'From the request to the end of the answer, in milliseconds.',
    errors: 'Answers with which oTree says that something is broken.',
    cpu: '100 % is one processor that is busy all the time.',
    memory: 'Of oTree and its database.',
  },
  p50: 'Half of the pages are faster',
  p95: '19 of 20 pages are faster (dashed)',
  now: (value: string) => `now ${value}`,
  none: 'not measured',
  /** What a chart shows, for who does not see it. */
  summary: (title: string, last: string, most: string) => `${title}: at the end ${last}, at most ${most}`,
  disk: 'On the disk',
  showTable: 'Show the figures as a table',
  hideTable: 'Hide the table',
  table: 'Figures over time',
  time: 'Time',
}

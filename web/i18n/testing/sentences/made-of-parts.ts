import { disturbing } from '../../../../src/domain/disturbing.ts'
import { findLimitsFault } from '../../../../src/domain/limits.ts'
import { describePlaying, type SessionPlaying } from '../../../../src/domain/playing.ts'
import { describeOpen } from '../../../../src/domain/study-open.ts'
import { missingError } from '../../../../src/engines/local/environments/missing-packages.ts'
import { brokenProject } from '../../../../src/otree/broken-project.ts'
import { compareTables } from '../../../../src/otree/schema.ts'

const session = (code: string, configName: string | null): SessionPlaying => ({
  code,
  label: null,
  configName,
  room: null,
  participants: 2,
  since: '2026-11-27T14:05:00Z',
})

const sessions = ['a1', 'b2', 'c3', 'd4', 'e5'].map((code, index) => session(code, index === 0 ? 'dictator' : null))

const machine = { memoryMib: 2048, cpuPercent: 200, diskMib: 4096 }
const none = { a: { answer: { type: 'INTEGER', nullable: true } } }

/** Sentences whose parts lie so far from each other that the sources do not show them whole: said here by the functions that say them. */
export const madeOfParts: readonly string[] = [
  `${describeOpen('otree1', '2026-12-24T22:59:00Z')}.`,
  `${describePlaying('otree1', { participants: 0, sessions: [], known: false })}.`,
  ...[0, 1, 5]
    .flatMap((count) =>
      [1, 7].map((participants) => describePlaying('otree1', { participants, sessions: sessions.slice(0, count), known: true })),
    )
    .map((each) => `${each}.`),
  ...Object.values(disturbing).flatMap((what) => (what === null ? [] : [`${what} would disturb them, so nothing was done.`])),
  ...(['memoryMib', 'cpuPercent', 'diskMib'] as const).flatMap((field) =>
    [1, 1_000_000].map((value) => findLimitsFault({ [field]: value }, machine)?.message ?? ''),
  ),
  ...(['unknown', 'no-such-version', 'unreachable'] as const).map(
    (why) =>
      missingError(
        [
          { line: 'numpyy==1', why },
          { line: 'sklearn', why },
        ],
        '',
      ).message,
  ),
  ...compareTables(
    { a: { answer: { type: 'FLOAT', nullable: true }, more: { type: 'FLOAT', nullable: false } } },
    { a: { ...none.a, old: { type: 'INTEGER', nullable: false } } },
  ).reasons.map((reason) => `The new version does not fit the data of "otree1": ${reason}.`),
  brokenProject({
    ok: false,
    error: 'x',
    file: null,
    line: null,
    trace: '',
    missing: [
      { module: 'numpy', file: 'a/__init__.py', line: 3, isApp: false },
      { module: 'django', file: 'settings.py', line: null, isApp: false },
      { module: 'game', file: 'settings.py', line: 1, isApp: true },
    ],
  }).message,
]

import { httpStatus } from '../../src/api/http-status.ts'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { type ErrorCode, errorCodes } from '../../src/domain/error.ts'

/** What each code means and what one does, for the reader of a log or of a script. */
const meanings: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'Something that was typed or sent is not of the form that is wanted. The message names the field.',
  not_signed_in: 'There is no sign-in, or it is over. Sign in again; for `otm`: `otm login`.',
  not_allowed: 'The person is known, but may not do this. Ask a super-user.',
  not_found: 'There is no such thing, or it is somebody else’s: the answer is the same.',
  name_taken: 'The name belongs to another instance or person, also for 30 days after a rename or a deletion.',
  name_reserved: 'The name is kept for the manager’s own addresses.',
  key_taken: 'The SSH key belongs to somebody already. Every person needs a key of their own.',
  key_weak: 'The SSH key is of a kind or size that is not accepted. Use ed25519, ECDSA, or RSA with at least 3072 bits.',
  conflict: 'It does not fit the state that the thing is in now. Look at it again.',
  busy: 'Something else is being done to the instance. Wait until that task has ended, or cancel it.',
  playing:
    'People play on the instance, or wait in a room, and would be disturbed. The message says how many, in which session, since when; the answer has the same in `playing`. Wait, or say `disturb`.',
  study_open: 'A study is open on the instance until the time in `openUntil`. Wait, end the study, or say `disturb`.',
  too_many_attempts: 'Too many attempts to sign in. Wait some minutes.',
  cancelled: 'Somebody cancelled the task. Nothing was changed.',
  deadline: 'The task took longer than it may, and was undone.',
  too_large: 'What was pushed or uploaded is larger than `OTM_MAX_PUSH_MIB` allows.',
  disk_full:
    'There is no room left on the disk, or an instance takes more of it than it may: the message says what takes how much. Everything is as it was; make room and try again.',
  'project.no_settings': 'There is no settings.py at the top of the project. The message names folders that have one.',
  'project.unsafe_link': 'A link in the project leads out of it. Replace it by the file itself.',
  'project.bad_requirements': 'requirements.txt has a line that is not allowed here. The message quotes it.',
  'project.no_otree': 'requirements.txt does not name oTree.',
  'project.unsupported_otree': 'This version of oTree cannot be run here. The message names those that can.',
  'project.no_python': 'The version of Python that this oTree needs is not on the machine. The message says how to get it.',
  'project.unresolvable': 'The packages in requirements.txt cannot be had, or not together. The message is the resolver’s own.',
  'project.broken': 'The project cannot be imported. The message names file and line.',
  'project.boot_failed': 'oTree ended while it was starting. The end of its log is shown; what ran before runs on.',
  'project.needs_reset': 'The new code does not fit the tables of the database. Reset the database, or keep the old models.',
  'engine.not_ready': 'oTree has not answered in time. Its log says what it was doing.',
  'engine.unavailable': 'Instances cannot be run at the moment. `otm doctor` says why.',
  'gateway.unavailable': 'The gateway does not answer the manager. It is started again by itself; `otm doctor` says more.',
  'mail.refused': 'The mail server did not take the mail, or was not reached. The message has its words, and which setting to look at.',
  'hook.refused':
    'The web hook of `OTM_HEALTH_HOOK` did not take the message, or was not reached. The message has what it answered, never its address.',
  data_newer: 'The data directory was written by a newer version. Start that version; nothing was changed.',
  data_unusable: 'The data directory cannot be read as it is. The message says what is wrong with it.',
  setting_invalid: 'A setting is unknown or has a value that is not allowed. See [settings](settings.md).',
  port_taken: 'Another program listens on the port. End it, or choose another port.',
  already_running: 'A manager runs on this data directory already. The message says where.',
  unreachable: '`otm` does not reach the manager. Is it running, and is the address right?',
  internal: 'Something that should not happen. The details are in the manager’s log, under the number that was shown.',
}

/** The reference page of all error codes, in Markdown. */
export function errorsPage(): string {
  const rows = errorCodes.map((code) => `| \`${code}\` | ${httpStatus[code]} | ${exitCodes[code]} | ${meanings[code]} |`)
  return `${[
    '# Errors',
    '',
    '<!-- Made from the tables in src/ and scripts/docs/errors-page.ts by `npm run docs`. -->',
    '',
    'The REST interface answers with `application/problem+json`: `code` is one of these, `detail` is a sentence. `otm` ends with the exit code:',
    '0 done, 1 failed, 2 usage, 3 not signed in or not allowed, 4 not found, 5 conflict or busy, 6 manager unreachable.',
    '',
    '| code | HTTP | exit | what it means, and what to do |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')}\n`
}

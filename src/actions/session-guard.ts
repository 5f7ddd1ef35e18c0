import { toInstancePageUrl } from '../domain/addresses.ts'
import { disturbing } from '../domain/disturbing.ts'
import { ManagerError } from '../domain/error.ts'
import { describePlaying, type Playing } from '../domain/playing.ts'
import type { AskedOperation, SessionGuard } from '../domain/session-guard.ts'
import type { Settings } from '../domain/settings.ts'
import { describeOpen, toOpenUntil } from '../domain/study-open.ts'
import { findPlaying, type PlayingDeps } from './who-plays.ts'

interface GuardDeps extends PlayingDeps {
  readonly settings: Pick<Settings, 'publicUrl'>
}

/** The one place where it is decided whether something that a person asked for may disturb those who play. */
export const createSessionGuard = (deps: GuardDeps): SessionGuard => ({
  playing: (instance) => findPlaying(deps, instance),

  async admit(asked) {
    const { kind, instance, disturb } = asked
    const what = disturbing[kind]
    if (what === null) return null
    const found = { what, openUntil: toOpenUntil(instance), playing: await findPlaying(deps, instance) }
    const reasons = toReasons(instance.name, found)
    if (reasons.length === 0) return null
    if (disturb) return `although ${reasons.join(', and ')}`
    throw refusal(deps, asked, { ...found, reasons })
  },
})

interface Found {
  readonly what: string
  readonly openUntil: string | null
  readonly playing: Playing
}

function toReasons(name: string, { openUntil, playing }: Found): readonly string[] {
  const study = openUntil === null ? [] : [describeOpen(name, openUntil)]
  return playing.known && playing.participants === 0 ? study : [...study, describePlaying(name, playing)]
}

function refusal(
  { settings }: GuardDeps,
  { instance: { name } }: AskedOperation,
  { what, openUntil, playing, reasons }: Found & { readonly reasons: readonly string[] },
): ManagerError {
  const sentences = [
    ...reasons.map((reason) => `${reason}.`),
    `${what} would disturb ${openUntil === null ? 'them' : 'the study'}, so nothing was done. ${openUntil === null ? 'Wait until they have finished.' : 'Wait, or end the study on its page.'}`,
    `To do it all the same: on the page ${toInstancePageUrl(settings, name)}, with git push -o disturb, or with otm … --disturb`,
  ]
  return openUntil === null
    ? new ManagerError('playing', sentences.join(' '), { playing })
    : new ManagerError('study_open', sentences.join(' '), { openUntil, playing })
}

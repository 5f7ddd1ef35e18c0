import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import type { Confirmation } from '../../ui/confirm-dialog.tsx'
import type { Verb } from './instance-verbs.ts'

/** What is asked before something is done that participants would notice; null: nothing to ask, or a window of its own asks. */
export function toConfirmation(verb: Verb, { name, movesTo }: Pick<InstanceDetail, 'name' | 'movesTo'>): Confirmation | null {
  switch (verb) {
    case 'stop':
      return { title: m.confirm.stopTitle(name), text: m.confirm.stopText, action: m.instance.stop }
    case 'restart':
      return { title: m.confirm.restartTitle(name), text: m.confirm.restartText, action: m.instance.restart }
    case 'move':
      return {
        title: m.confirm.moveTitle(name, m.engines[movesTo[0] ?? 'process']),
        text: m.confirm.moveText,
        action: m.instance.move,
        danger: true,
      }
    case 'reset':
      return {
        title: m.confirm.resetTitle(name),
        text: m.confirm.resetText,
        advice: m.confirm.resetAdvice,
        action: m.instance.reset,
        danger: true,
        typed: name,
      }
    case 'trash':
      return { title: m.confirm.trashTitle(name), text: m.confirm.trashText, action: m.instance.trash, danger: true }
    case 'purge':
      return { title: m.confirm.purgeTitle(name), text: m.confirm.purgeText, action: m.instance.purge, danger: true, typed: name }
    case 'rename':
    case 'copy':
    case 'set-password':
    case 'start':
    case 'restore':
      return null
  }
}

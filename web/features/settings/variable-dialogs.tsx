import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasteVariables } from './paste-variables.tsx'
import { SetVariable } from './set-variable.tsx'
import { useChangeSettings } from './use-settings.ts'
import { whenInForce } from './when-in-force.ts'

/** What is being done with variables; `set` without a name: a new one. */
export type VariableDialog =
  | { readonly kind: 'set'; readonly name: string | null }
  | { readonly kind: 'paste' }
  | { readonly kind: 'remove'; readonly name: string }

interface VariableDialogsProps {
  readonly instance: InstanceDetail
  readonly dialog: VariableDialog | null
  readonly onClose: () => void
}

/** The windows about variables, one at a time. */
export function VariableDialogs({ instance, dialog, onClose }: VariableDialogsProps) {
  const changed = dialog?.kind === 'set' ? dialog.name : null
  return (
    <>
      <Dialog
        title={changed === null ? m.settings.addVariable : m.settings.changeVariable(changed)}
        opened={dialog?.kind === 'set'}
        onClose={onClose}
      >
        <SetVariable instance={instance} variable={changed} onClose={onClose} />
      </Dialog>
      <Dialog title={m.settings.pasteVariables} opened={dialog?.kind === 'paste'} onClose={onClose}>
        <PasteVariables instance={instance} onClose={onClose} />
      </Dialog>
      <RemoveVariable instance={instance} variable={dialog?.kind === 'remove' ? dialog.name : null} onClose={onClose} />
    </>
  )
}

interface RemoveVariableProps {
  readonly instance: InstanceDetail
  readonly variable: string | null
  readonly onClose: () => void
}

function RemoveVariable({ instance, variable, onClose }: RemoveVariableProps) {
  const { mutate, isPending, error, reset } = useChangeSettings(instance.name)
  const close = (): void => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      confirmation={
        variable === null
          ? null
          : {
              title: m.settings.removeTitle(variable),
              text: `${m.settings.removeText} ${whenInForce(instance)}`,
              action: m.common.remove,
              danger: true,
            }
      }
      pending={isPending}
      error={error}
      onConfirm={() => variable !== null && mutate({ variables: { [variable]: null } }, { onSuccess: close })}
      onClose={close}
    />
  )
}

import { Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'
import { CommandBlock } from '../../ui/command-block.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { FolderButtons } from '../uploads/folder-buttons.tsx'
import { useUploading } from '../uploads/upload-context.tsx'
import { mayUpload } from '../uploads/uploads.tsx'
import { useDeployAgain, useDeployments } from './use-deployments.ts'

interface FolderChoiceProps {
  readonly instance: InstanceDetail
  readonly operation: OperationAnswer
}

/** After a deployment that was declined because the project lies in a folder: the folders, and the way to deploy one of them. */
export function FolderChoice({ instance, operation }: FolderChoiceProps) {
  const { run, sent } = useUploading()
  const folders = operation.error?.facts?.folders ?? []
  if (folders.length === 0 || !mayUpload(instance)) return null
  if (sent?.operationId !== operation.id) return <WithoutFiles instance={instance} operationId={operation.id} folders={folders} />
  return (
    <FolderButtons folders={folders} disabled={instance.operation !== null} onChoose={(folder) => run.sendFolder(sent.source, folder)} />
  )
}

interface WithoutFilesProps {
  readonly instance: InstanceDetail
  readonly operationId: string
  readonly folders: readonly string[]
}

/** A declined version is not kept, so it must be pushed once more; unless it is the one that runs. */
function WithoutFiles({ instance: { name, commit, operation }, operationId, folders }: WithoutFilesProps) {
  const { data: deployments } = useDeployments(name)
  const { mutate, error } = useDeployAgain(name)
  const declined = deployments?.find((deployment) => deployment.operationId === operationId)
  if (!declined) return null
  if (declined.commit !== commit) return <PushAgain name={name} folders={folders} />
  return (
    <>
      <FolderButtons folders={folders} disabled={operation !== null} onChoose={(folder) => mutate({ folder })} />
      <ProblemAlert error={error} />
    </>
  )
}

const mostShown = 6
// People paste it into a shell, and a folder of a project may be called anything.
const toSafe = (folder: string): string => (/^[\w./-]+$/.test(folder) ? folder : 'FOLDER')

function PushAgain({ name, folders }: { readonly name: string; readonly folders: readonly string[] }) {
  const commands = new Set(folders.slice(0, mostShown).map((folder) => `git push -o folder=${toSafe(folder)} ${name} main`))
  return (
    <div>
      <Text fz="sm" mb="xs">
        {m.code.pushFolder}
      </Text>
      {[...commands].map((command) => (
        <CommandBlock key={command} commands={[command]} thing={m.git.pushCommand} />
      ))}
    </div>
  )
}

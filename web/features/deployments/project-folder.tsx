import { Button, Group, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { ApiProblem } from '../../api/problem.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemSentence } from '../../ui/problem-sentence.tsx'
import { toServerWords } from '../../ui/server-words.tsx'
import { showIssues } from '../../ui/to-issues.ts'
import { useSetFolder } from './use-set-folder.ts'

/** Which folder of what is brought is the project, and the way to say it beforehand. */
export function ProjectFolder({ instance }: { readonly instance: InstanceDetail }) {
  const { projectFolder, allowedActions } = instance
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const end = (isSaved: boolean): void => {
    setEditing(false)
    setSaved(isSaved)
  }
  if (!allowedActions.includes('instance.update')) return null
  if (editing) return <FolderForm instance={instance} onEnd={end} />
  return (
    <Group gap="xs" mt="sm">
      <Text fz="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {m.code.folder}: {projectFolder === null ? m.code.folderTop : <code>{projectFolder}</code>}
      </Text>
      <Button size="compact-sm" variant="subtle" aria-label={m.code.changeFolder} onClick={() => setEditing(true)}>
        {m.code.change}
      </Button>
      <Text fz="sm" role="status">
        {saved && m.packages.saved}
      </Text>
    </Group>
  )
}

interface FolderFormProps {
  readonly instance: InstanceDetail
  readonly onEnd: (isSaved: boolean) => void
}

function FolderForm({ instance: { name, projectFolder }, onEnd }: FolderFormProps) {
  const { mutate, isPending } = useSetFolder(name)
  const form = useForm({ initialValues: { folder: projectFolder ?? '' } })
  const save = ({ folder }: { folder: string }): void =>
    mutate(folder.trim() || null, {
      onSuccess: () => onEnd(true),
      onError: (problem) => showIssues(form, { folder: toSentence(problem) }),
    })
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <TextInput
        mt="md"
        maw="28rem"
        label={m.code.folder}
        description={m.code.folderHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        {...form.getInputProps('folder')}
      />
      <Group gap="xs" mt="sm">
        <Button type="submit" size="xs" loading={isPending}>
          {m.packages.save}
        </Button>
        <Button size="xs" variant="default" onClick={() => onEnd(false)}>
          {m.common.cancel}
        </Button>
      </Group>
    </form>
  )
}

/** The schema's own sentence is more exact where it has one. */
function toSentence(problem: unknown): React.ReactNode {
  const message = problem instanceof ApiProblem ? problem.issues[0]?.message : undefined
  return message ? toServerWords(message) : <ProblemSentence error={problem} />
}

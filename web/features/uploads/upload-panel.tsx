import { Button, Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { ApiProblem } from '../../api/problem.ts'
import { m } from '../../i18n/messages.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemSentence } from '../../ui/problem-sentence.tsx'
import { DisturbAnyway } from '../playing/disturb-anyway.tsx'
import { isProtection, toProtected } from '../playing/is-protection.ts'
import { BusyWith } from './busy-with.tsx'
import type { Fault } from './fault.ts'
import { FolderButtons } from './folder-buttons.tsx'
import { SendingPanel } from './sending-panel.tsx'
import type { Source } from './source.ts'
import { toSourceName } from './source-name.ts'
import { useUploading } from './upload-context.tsx'

/** What becomes of what was dropped or chosen, until it is a task. */
export function UploadPanel({ instance }: { readonly instance: Protected }) {
  const { state, run } = useUploading()
  const dismiss = { label: m.tasks.dismiss, onClick: () => run.dismiss() }
  switch (state.step) {
    case 'idle':
      return null
    case 'reading':
      return <Panel tone="move" label={m.upload.label} heading={m.upload.reading(state.files)} />
    case 'sending':
      return <SendingPanel sending={state} onCancel={() => run.cancel()} />
    case 'refused':
      return <RefusedPanel fault={state.fault} dismiss={dismiss} onFolder={(source, folder) => run.sendFolder(source, folder)} />
    case 'cancelled':
      return (
        <Panel
          tone="rest"
          label={m.upload.label}
          heading={m.upload.cancelled}
          dismiss={dismiss}
          actions={<Retry onClick={() => run.retry()} />}
        />
      )
    case 'failed':
      return (
        <FailedPanel
          instance={instance}
          source={state.source}
          error={state.error}
          dismiss={dismiss}
          onRetry={(disturb) => run.retry(disturb)}
        />
      )
  }
}

interface RefusedPanelProps {
  readonly fault: Fault
  readonly dismiss: Dismiss
  readonly onFolder: (source: Source, folder: string) => void
}

function RefusedPanel({ fault: { sentence, choice }, dismiss, onFolder }: RefusedPanelProps) {
  return (
    <Panel
      tone={choice ? 'ask' : 'stop'}
      label={m.upload.label}
      heading={choice ? m.upload.whichFolder : m.upload.refusedTitle}
      dismiss={dismiss}
    >
      <Text role="alert">{sentence}</Text>
      {choice && <FolderButtons folders={choice.folders} onChoose={(folder) => onFolder(choice.source, folder)} />}
    </Panel>
  )
}

interface Dismiss {
  readonly label: string
  readonly onClick: () => void
}

type Protected = Pick<InstanceDetail, 'name' | 'openUntil'>

interface FailedPanelProps {
  readonly instance: Protected
  readonly source: Source
  readonly error: unknown
  readonly dismiss: Dismiss
  readonly onRetry: (disturb?: boolean) => void
}

function FailedPanel({ instance, source, error, dismiss, onRetry }: FailedPanelProps) {
  const problem = error instanceof ApiProblem ? error : null
  const signedOut = problem?.status === 401
  const protection = toProtected(error)
  const actions = signedOut ? <Reload /> : isWorthRetrying(problem) && <Retry onClick={() => onRetry()} />
  return (
    <Panel
      tone={protection ? 'ask' : 'stop'}
      label={m.upload.label}
      heading={protection ? m.playing.askBefore[protection](toSourceName(source)) : m.upload.failedTitle(toSourceName(source))}
      dismiss={dismiss}
      actions={actions}
    >
      <Text role="alert">
        {signedOut ? m.upload.signedOut : protection ? m.playing.refused[protection] : <ProblemSentence error={error} />}
      </Text>
      <DisturbAnyway instance={instance} error={error} onDisturb={onRetry} />
      {problem?.operationId && <BusyWith operationId={problem.operationId} />}
    </Panel>
  )
}

/** Not when it is the files that are wrong. */
const isWorthRetrying = (problem: ApiProblem | null): boolean =>
  !isProtection(problem) &&
  (problem === null || problem.status === 0 || problem.status === 409 || problem.status === 429 || problem.status >= 500)

const Retry = ({ onClick }: { readonly onClick: () => void }) => (
  <Button size="xs" variant="default" onClick={onClick}>
    {m.common.retry}
  </Button>
)

const Reload = () => (
  <Button size="xs" onClick={() => window.location.reload()}>
    {m.problem.reload}
  </Button>
)

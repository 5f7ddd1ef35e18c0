import { Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { DropZone } from './drop-zone.tsx'
import { useUploading } from './upload-context.tsx'
import { useObstacle } from './use-obstacle.ts'

/** Bringing code by dropping it. */
export function UploadWay({ instance }: { readonly instance: InstanceDetail }) {
  const { state } = useUploading()
  return (
    <>
      <DropZone obstacle={useObstacle(instance, state)} />
      <Text c="dimmed" fz="sm" mt="md" maw="46rem">
        {instance.commit === null ? m.upload.explainFirst : m.upload.explain}
      </Text>
    </>
  )
}

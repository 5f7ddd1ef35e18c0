/** A manager in small, for crash tests: recovers what it finds, and does one operation when there is none.
 * Arguments: data directory, step that fails (or `none`). */
import { join } from 'node:path'
import type { InstanceName, Username } from '../../domain/names.ts'
import { createEventBus } from '../../lib/event-bus.ts'
import { openStore } from '../../store/open-store.ts'
import { createOperations } from '../operations.ts'
import { type FileInput, filesAction } from './file-actions.ts'

const [dataDir = '', failIn = 'none'] = process.argv.slice(2)

const { store } = await openStore({ dataDir })
const operations = createOperations({ store, events: createEventBus(), definitions: [filesAction()], dataDir })
await operations.recover()
const [operation = await begin()] = await store.operations.list({})
await operations.wait(operation.id)
await store.close()

async function begin() {
  const instance = await store.instances.get('otree1' as InstanceName)
  const input: FileInput = {
    directory: join(dataDir, 'work'),
    ...(failIn === 'none' ? {} : { failIn: failIn as 'first' | 'second' | 'third' }),
  }
  return operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: 'berta' as Username, input: { ...input } })
}

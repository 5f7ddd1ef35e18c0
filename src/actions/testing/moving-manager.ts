/** A manager in small that is made to be killed: goes on with what it finds unfinished, else moves `otree1` to the other engine.
 * Argument: data directory. */
import type { InstanceName, Username } from '../../domain/names.ts'
import { toMoveInput } from '../move-input.ts'
import { openTwoEngines } from './two-engines.ts'

const [root = ''] = process.argv.slice(2)
const { deps, operations, close } = await openTwoEngines(root)
const [unfinished] = await deps.store.operations.list({ unfinished: true })
await operations.recover()
const { id } = unfinished ?? (await begin())
await operations.wait(id)
await close()

async function begin() {
  const instance = await deps.store.instances.get('otree1' as InstanceName)
  const input = toMoveInput(instance, instance.engine === 'process' ? 'docker' : 'process')
  return operations.start({ kind: 'move-instance', instanceId: instance.id, by: 'ada' as Username, input: { ...input } })
}

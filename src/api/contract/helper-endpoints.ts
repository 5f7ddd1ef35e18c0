import { row } from './endpoint.ts'
import { handedOver, handOver, helper, helperList, helperParams, helperSet } from './helper.ts'
import { instanceParams } from './instance.ts'

/** Who else may use an instance, and whose it is. */
export const helperEndpoints = {
  listHelpers: row({
    method: 'GET',
    path: '/instances/:name/helpers',
    action: 'instance.helpers',
    thing: 'instance',
    summary: 'Whom the owner let in',
    params: instanceParams,
    status: 200,
    response: helperList,
  }),
  setHelper: row({
    method: 'PUT',
    path: '/instances/:name/helpers/:username',
    action: 'instance.set-helper',
    thing: 'instance',
    summary: 'Lets somebody in, or changes what they may',
    params: helperParams,
    body: helperSet,
    status: 200,
    response: helper,
  }),
  removeHelper: row({
    method: 'DELETE',
    path: '/instances/:name/helpers/:username',
    action: 'instance.remove-helper',
    thing: 'helper',
    summary: 'Ends that somebody may use it; helpers may leave by themselves',
    params: helperParams,
    status: 204,
    response: 'empty',
  }),
  handOver: row({
    method: 'POST',
    path: '/instances/:name/hand-over',
    action: 'instance.hand-over',
    thing: 'instance',
    summary: 'Makes an instance somebody else’s',
    params: instanceParams,
    body: handOver,
    status: 200,
    response: handedOver,
  }),
}

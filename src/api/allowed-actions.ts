import { type Access, nobodys } from '../domain/access.ts'
import { type Action, type Caller, isAllowed, policy } from '../domain/policy.ts'

const actions = Object.keys(policy) as readonly Action[]
const ofInstances = actions.filter((action) => /^(?:instance|deployment|operation|git)\./.test(action))

/** What the caller may do to what nobody owns; pages show and hide by it. */
export const allowedActions = (caller: Caller): Action[] => actions.filter((action) => isAllowed(caller, action, nobodys))

/** What the caller may do to an instance. */
export const allowedInstanceActions = (caller: Caller, access: Access): Action[] =>
  ofInstances.filter((action) => isAllowed(caller, action, access))

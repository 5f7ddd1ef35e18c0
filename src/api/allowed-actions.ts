import { type Action, type Caller, isAllowed, policy } from '../domain/policy.ts'

const actions = Object.keys(policy) as readonly Action[]
const ofInstances = actions.filter((action) => /^(?:instance|deployment|operation|git)\./.test(action))

/** What the caller may do to what nobody owns; pages show and hide by it. */
export const allowedActions = (caller: Caller): Action[] => actions.filter((action) => isAllowed(caller, action, null))

/** What the caller may do to an instance of `owner`. */
export const allowedInstanceActions = (caller: Caller, owner: string): Action[] =>
  ofInstances.filter((action) => isAllowed(caller, action, owner))

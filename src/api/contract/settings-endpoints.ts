import { row } from './endpoint.ts'
import { instanceParams } from './instance.ts'
import { opening } from './open.ts'
import { operationAccepted } from './operation.ts'
import { adminPassword, scaling, settingsChange, variable, variableList, variableParams } from './settings.ts'

/** How an instance's oTree is run. */
export const settingsEndpoints = {
  changeSettings: row({
    method: 'PATCH',
    path: '/instances/:name/settings',
    action: 'instance.settings',
    thing: 'instance',
    summary: 'Changes variables, auth level or production mode; one that runs is restarted, and visitors notice nothing',
    params: instanceParams,
    body: settingsChange,
    status: 202,
    response: operationAccepted,
  }),
  listVariables: row({
    method: 'GET',
    path: '/instances/:name/variables',
    action: 'instance.variables',
    thing: 'instance',
    summary: 'The names of the variables that people have set for the code',
    params: instanceParams,
    status: 200,
    response: variableList,
  }),
  showVariable: row({
    method: 'GET',
    path: '/instances/:name/variables/:variable',
    action: 'instance.read-variable',
    thing: 'instance',
    summary: 'A variable with its value',
    params: variableParams,
    status: 200,
    response: variable,
  }),
  openInstance: row({
    method: 'POST',
    path: '/instances/:name/open',
    action: 'instance.open',
    thing: 'instance',
    summary: 'A way into the admin pages, signed in, that works once',
    params: instanceParams,
    status: 200,
    response: opening,
  }),
  setAdminPassword: row({
    method: 'POST',
    path: '/instances/:name/admin-password',
    action: 'instance.set-password',
    thing: 'instance',
    summary: 'Gives the admin pages another password: sign-ins end, and personal links change; no data are lost',
    params: instanceParams,
    body: adminPassword,
    status: 202,
    response: operationAccepted,
  }),
  scaleInstance: row({
    method: 'POST',
    path: '/instances/:name/scale',
    action: 'instance.scale',
    thing: 'instance',
    summary: 'Gives an instance more or less memory, processor time and disk',
    params: instanceParams,
    body: scaling,
    status: 202,
    response: operationAccepted,
  }),
}

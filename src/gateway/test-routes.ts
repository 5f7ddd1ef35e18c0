import type { Route, RouteTable } from '../domain/gateway.ts'
import type { InstanceId, InstanceName } from '../domain/names.ts'

/** For tests: a route of `name` with the id `i` + its name, at `<name>.localhost`. */
export const aRoute = (name: string, changes: Partial<Route> = {}): Route => ({
  instanceId: `i${name}` as InstanceId,
  name: name as InstanceName,
  hosts: [`${name}.localhost`],
  origin: `http://${name}.localhost:8000`,
  state: 'ready',
  upstream: null,
  cookieKey: null,
  tellAddresses: false,
  ...changes,
})

/** For tests: a table whose dashboard is at `localhost`, and answers nothing. */
export const aTable = (routes: readonly Route[], dashboardSocket = '/nonexistent/manager.sock'): RouteTable => ({
  dashboard: { hosts: ['localhost'], origin: 'http://localhost:8000', socketPath: dashboardSocket },
  instanceDomain: 'localhost',
  routes,
})

import { accessEndpoints } from './access-endpoints.ts'
import { accountEndpoints } from './account-endpoints.ts'
import type { Endpoint } from './endpoint.ts'
import { helperEndpoints } from './helper-endpoints.ts'
import { instanceEndpoints } from './instance-endpoints.ts'
import { mailEndpoints } from './mail-endpoints.ts'
import { managerEndpoints } from './manager-endpoints.ts'
import { peopleEndpoints } from './people-endpoints.ts'
import { settingsEndpoints } from './settings-endpoints.ts'

/** THE table of the REST interface. Routes register from it, OpenAPI and the typed client are derived from it, and the test of rights walks it.
 * The client has one method per key: `client.showInstance({ params: { name } })`. */
export const endpoints = {
  ...accessEndpoints,
  ...accountEndpoints,
  ...peopleEndpoints,
  ...instanceEndpoints,
  ...helperEndpoints,
  ...settingsEndpoints,
  ...managerEndpoints,
  ...mailEndpoints,
} as const satisfies Record<string, Endpoint>

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
/** What an instance is called that was asked for by a former name. */
export const presentNameHeader = 'otm-present-name'

export const apiPrefix = '/api/v1'

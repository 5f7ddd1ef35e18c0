const prefix = '/api/v1'

type Values = Readonly<Record<string, unknown>>

/** The address of a call, e.g. `GET /instances/:name` with `{ name: 'otree1' }` → `/api/v1/instances/otree1`. Undefined parts of the query are left out. */
export function toAddress(route: string, params: Values = {}, query: Values = {}): string {
  const path = route.slice(route.indexOf(' ') + 1).replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(params[name])))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return prefix + path + (search ? `?${search}` : '')
}

/** The method of a call, e.g. `GET`. */
export const toMethod = (route: string): string => route.slice(0, route.indexOf(' '))

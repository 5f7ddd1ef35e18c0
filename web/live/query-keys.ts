/** Under which keys answers are kept. What begins with another key's parts is renewed together with it. */
export const queryKeys = {
  me: ['me'],
  instances: ['instances'],
  instance: (name: string) => ['instance', name],
  deployments: (name: string) => ['instance', name, 'deployments'],
  packages: (name: string) => ['instance', name, 'packages'],
  helpers: (name: string) => ['instance', name, 'helpers'],
  operations: (name: string) => ['instance', name, 'operations'],
  operation: (id: string) => ['operation', id],
  people: ['people'],
  personSignIns: (username: string) => ['people', username, 'sign-ins'],
  keys: ['keys'],
  tokens: ['tokens'],
  audit: ['audit'],
  instanceAudit: (name: string) => ['instance', name, 'audit'],
  health: ['health'],
  mail: ['mail'],
} as const

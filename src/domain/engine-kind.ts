export const engineKinds = ['process', 'docker', 'swarm'] as const

/** Where instances run. */
export type EngineKind = (typeof engineKinds)[number]

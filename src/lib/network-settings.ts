/** How the manager reaches the world: a subset of its settings. */
export interface NetworkSettings {
  readonly extraCaFile: string | null
  readonly httpsProxy: string | null
  readonly noProxy: string | null
}

import type { InstancePackages } from '../../../src/api/contract/instance.ts'

export type Package = InstancePackages['packages'][number]

/** Those whose name or version has each word of the search; what is asked for itself comes first, then by name. */
export function findPackages(packages: readonly Package[], search: string): readonly Package[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return packages
    .filter(({ name, version }) => words.every((word) => `${name} ${version}`.toLowerCase().includes(word)))
    .sort((a, b) => Number(b.direct) - Number(a.direct) || a.name.localeCompare(b.name))
}

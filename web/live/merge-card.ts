import type { InstanceSummary } from '../../src/api/contract/instance.ts'

/** Puts one instance's new facts into the list, adds it, or takes it out (`null`); the order by name stays. */
export function mergeCard(list: readonly InstanceSummary[], name: string, card: InstanceSummary | null): readonly InstanceSummary[] {
  const others = list.filter((one) => one.name !== name && one.id !== card?.id)
  if (!card) return others
  return [...others, card].sort((a, b) => (a.name < b.name ? -1 : 1))
}

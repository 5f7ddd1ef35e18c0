import type { InstanceSummary } from '../api/contract/instance.ts'
import type { Client } from '../client/client.ts'

/** Every page of the list. */
export async function listAllInstances(client: Client, { withTrashed }: { readonly withTrashed: boolean }): Promise<InstanceSummary[]> {
  const items: InstanceSummary[] = []
  let cursor: string | undefined
  do {
    const page = await client.listInstances({
      query: { withTrashed: String(withTrashed), limit: 500, ...(cursor === undefined ? {} : { cursor }) },
    })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return items
}

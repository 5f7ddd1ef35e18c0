import type { InstanceDetail } from '../../../src/api/contract/instance.ts'

/** Where participants enter a room, as oTree calls it; with a label: the link of one of them. */
export function toRoomLink({ url }: Pick<InstanceDetail, 'url'>, room: string, label?: string): string {
  const link = `${url}room/${room}`
  return label === undefined ? link : `${link}?participant_label=${encodeURIComponent(label)}`
}

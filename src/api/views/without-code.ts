import type { InstanceDetail, InstanceSummary } from '../contract/instance.ts'

/** A card for those who work with an instance, but not on it: what its code says and where it comes from is left out. */
export const withoutCodeInCard = <T extends InstanceSummary>(card: T): T => ({
  ...card,
  failure: card.failure && `"${card.name}" does not run at the moment. Tell its owner, ${card.owner}.`,
  lastDeployment: null,
})

/** The same of the whole page. */
export const withoutCode = (detail: InstanceDetail): InstanceDetail => ({
  ...withoutCodeInCard(detail),
  gitSshUrl: null,
  gitHttpsUrl: null,
  commit: null,
  adminUser: null,
  activeDeployment: null,
  projectFolder: null,
  rooms: detail.rooms.map((room) => ({ ...room, labelsError: room.labelsError && 'The list of labels cannot be read. Tell the owner.' })),
  versions: { otree: null, python: null },
  notes: null,
  passwordInCode: false,
  warnings: [],
})

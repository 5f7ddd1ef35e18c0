import { inEnglish } from '../numbers.ts'

/** Texts of labels and notes. */
export const labels = {
  labels: 'Labels',
  labelsHint: (most: number, length: number) =>
    `Words to find it by, for example “pilot” or “summer 2027”; press Enter after each. Up to ${most} of ${length} characters.`,
  clear: 'Remove all labels',
  notes: 'Notes',
  notesHint: 'For everybody who works on this instance. Participants never see them.',
  notesLong: (n: number, most: number) => `These are ${inEnglish(n)} characters. Shorten them to ${inEnglish(most)}.`,
  edit: 'Labels and notes',
  title: (name: string) => `Labels and notes of ${name}`,
  save: 'Save',
}

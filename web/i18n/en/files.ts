import { inEnglish } from '../numbers.ts'

/** Texts of the files that a project wrote. */
export const files = {
  title: 'Files that the project wrote',
  text: 'What the project writes into its own folder while it runs is kept when a restart or a new version replaces that folder. Each look and each download is noted in the audit log.',
  show: 'Show the files',
  showAgain: 'Look again',
  none: 'The project has written no files.',
  running: 'The running version, begun',
  kept: 'An earlier run, kept',
  amount: (files: number, size: string, isComplete: boolean) =>
    `${isComplete ? '' : 'More than '}${files === 1 ? '1 file' : `${inEnglish(files)} files`}, ${size}`,
  download: 'Download',
  downloadFirst: 'Download them first',
  remove: 'Remove',
  removeTitle: (instance: string) => `Remove files of ${instance} for good?`,
  removeText: (keptAt: string, amount: string) => `An earlier run wrote them; they were kept on ${keptAt} (${amount}). What will be gone:`,
  removeAdvice: 'They may be data of participants, and nobody can bring them back.',
  removeAction: 'Remove them for good',
  removed: (keptAt: string) => `The files that were kept on ${keptAt} are removed for good.`,
  andMore: (n: number) => (n === 1 ? 'and 1 more file' : `and ${inEnglish(n)} more files`),
  list: 'List of the files',
  path: 'File',
  size: 'Size',
  changed: 'Changed',
  more: (n: number) => `And ${inEnglish(n)} more. The download has them all.`,
}

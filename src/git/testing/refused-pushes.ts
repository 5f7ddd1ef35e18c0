/** Pushes that are declined on every way in, before anything is built. */
export interface RefusedPush {
  readonly title: string
  /** What follows the address. */
  readonly args: readonly string[]
  /** A part of what the person reads. */
  readonly sentence: string
}

const refusedRefs: readonly RefusedPush[] = [
  { title: 'to another branch', args: ['HEAD:feature'], sentence: 'HEAD:main' },
  { title: 'of a tag', args: ['HEAD:refs/tags/v1'], sentence: 'is a tag' },
  { title: 'of several branches', args: ['HEAD:main', 'HEAD:feature'], sentence: 'one branch at a time' },
  { title: 'to the refs of the manager', args: ['HEAD:refs/otm/deployments/dxxxxxxxx'], sentence: 'hidden ref' },
]

const withOption = (option: string, sentence: string): RefusedPush => ({
  title: `with the option ${JSON.stringify(option)}`,
  args: ['-o', option, 'main'],
  sentence,
})

export const refusedPushes: readonly RefusedPush[] = [
  ...refusedRefs,
  withOption('ci.skip', 'git push -o "ci.skip" is not understood here. There is: -o folder=FOLDER, -o disturb.'),
  withOption('folder=../other', '"../other" cannot be the folder of a project'),
  withOption('folder=a\u001b[2J', 'cannot be the folder of a project'),
]

/** What git printed, as one line; control characters that came through stay. */
export const toPlainText = (stderr: string): string => stderr.replaceAll(/\s*\n\s*remote: /g, ' ')

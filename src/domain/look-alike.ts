/** What is left of a username when signs that look alike are one: `l`, `1` and `i`; `o` and `0`; dots, hyphens and underscores, which count only
 * between digits (`group-1-11` is not `group-11-1`). Two usernames with the same are easily taken for each other. */
export const toSkeleton = (username: string): string =>
  username
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d)[._-]+(?=\d)/g, ' ')
    .replaceAll(/[._-]/g, '')
    .replaceAll(/[1i]/g, 'l')
    .replaceAll('0', 'o')

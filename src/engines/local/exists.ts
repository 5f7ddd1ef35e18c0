import { lstat } from 'node:fs/promises'

/** Whether something of this name is there, a dangling link included. */
export const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

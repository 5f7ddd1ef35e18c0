import { ManagerError } from '../../domain/error.ts'

/** The refusal of an archive as a whole. @param what  e.g. `ends too early` */
export const zipFault = (what: string, cause?: unknown): ManagerError =>
  new ManagerError(
    'invalid_input',
    `The zip archive ${what}. Pack the folder with settings.py again, and upload it once more.`,
    {},
    { cause },
  )

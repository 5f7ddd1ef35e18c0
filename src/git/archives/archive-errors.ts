import { ManagerError } from '../../domain/error.ts'

const leaveOut = 'Leave out what the experiment does not need (data, videos, virtual environments), and upload again.'

export const tooManyEntries = (most: number): ManagerError =>
  new ManagerError('too_large', `The upload has more than ${most} entries. ${leaveOut}`)

export const unpacksToTooMuch = (mostBytes: number): ManagerError =>
  new ManagerError(
    'too_large',
    `The upload unpacks to more than ${Math.floor(mostBytes / 1024 ** 2)} MiB, more than a project of its size can hold. ${leaveOut}`,
  )

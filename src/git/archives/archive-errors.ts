import { ManagerError } from '../../domain/error.ts'

const leaveOut = 'Leave out what the experiment does not need (data, videos, virtual environments), and upload again.'

export const tooManyEntries = (most: number): ManagerError =>
  new ManagerError('too_large', `The upload has more than ${most} entries. ${leaveOut}`)

export const unpacksToTooMuch = (mostBytes: number): ManagerError =>
  new ManagerError(
    'too_large',
    `The upload unpacks to more than ${Math.floor(mostBytes / 1024 ** 2)} MiB, more than a project of its size can hold. ${leaveOut}`,
  )

export const namesTooLong = (mostBytes: number): ManagerError =>
  new ManagerError('too_large', `The names in the upload are longer than ${Math.floor(mostBytes / 1024 ** 2)} MiB together. ${leaveOut}`)

export const tooDescriptive = (): ManagerError =>
  new ManagerError(
    'invalid_input',
    'The upload holds longer descriptions of its files (pax headers) than any project needs. Pack the folder with settings.py as a .zip, and upload that.',
  )

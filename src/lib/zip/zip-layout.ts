import type { FileHandle } from 'node:fs/promises'
import { zipFault } from './zip-fault.ts'

/** Where a zip archive's directory is, and how many entries it says to have. */
export interface ZipLayout {
  readonly entries: number
  readonly directoryStart: number
  readonly directoryEnd: number
}

const endBytes = 22
const locatorBytes = 20
const end64Bytes = 56
const longestEnd = end64Bytes + locatorBytes + endBytes + 0xffff

/** Finds the directory of an archive that is one whole: nothing may follow its end or lie between the directory and its end, where some programs
 * would look and others would not. @throws ManagerError `invalid_input` */
export async function readZipLayout(file: FileHandle): Promise<ZipLayout> {
  const { size } = await file.stat()
  const tail = Buffer.alloc(Math.min(size, longestEnd))
  await file.read(tail, 0, tail.length, size - tail.length)
  return findLayout(tail, size - tail.length)
}

/** @param start  where `tail`, the archive's last bytes, begins in it */
export function findLayout(tail: Buffer, start: number): ZipLayout {
  const end = tail.length < endBytes ? -1 : tail.lastIndexOf('PK\u0005\u0006', tail.length - endBytes, 'latin1')
  if (end < 0) throw zipFault('ends too early: it was not saved or sent completely')
  if (end + endBytes + tail.readUInt16LE(end + 20) !== tail.length) throw zipFault('goes on after its end')
  const locator = end - locatorBytes
  const is64 = locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50
  return is64 ? checkEnd64(tail, start, locator) : checkEnd(tail, start, end)
}

function checkEnd(tail: Buffer, start: number, end: number): ZipLayout {
  const disks = [4, 6].map((offset) => tail.readUInt16LE(end + offset))
  const [here, all] = [tail.readUInt16LE(end + 8), tail.readUInt16LE(end + 10)]
  const [bytes, directoryStart] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  return check({ disks, here, all, bytes, directoryStart, directoryEnd: start + end })
}

/** ZIP64: a record with room for larger numbers, and one that says where it is, directly before the end. */
function checkEnd64(tail: Buffer, start: number, locator: number): ZipLayout {
  const at = locator - end64Bytes
  const isThere = at >= 0 && tail.readUInt32LE(at) === 0x06064b50 && tail.readBigUInt64LE(locator + 8) === BigInt(start + at)
  if (!isThere) throw zipFault('has a broken end (ZIP64)')
  const disks = [
    tail.readUInt32LE(at + 16),
    tail.readUInt32LE(at + 20),
    tail.readUInt32LE(locator + 4),
    tail.readUInt32LE(locator + 16) - 1,
  ]
  const [here = 0, all = 0, bytes = 0, directoryStart = 0] = [24, 32, 40, 48].map((offset) => Number(tail.readBigUInt64LE(at + offset)))
  return check({ disks: disks.map((disk) => Math.max(disk, 0)), here, all, bytes, directoryStart, directoryEnd: start + at })
}

interface End {
  readonly disks: readonly number[]
  readonly here: number
  readonly all: number
  readonly bytes: number
  readonly directoryStart: number
  readonly directoryEnd: number
}

function check({ disks, here, all, bytes, directoryStart, directoryEnd }: End): ZipLayout {
  if (disks.some((disk) => disk !== 0) || here !== all) throw zipFault('is one of several parts (disks)')
  if (directoryStart + bytes !== directoryEnd) throw zipFault('has something before its beginning, or is two archives in one file')
  return { entries: all, directoryStart, directoryEnd }
}

import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'

/** What made an archive says how its names are to be read. */
const windowsHosts: ReadonlySet<number> = new Set([0, 6, 10, 11, 14])
const saysUtf8 = 0x800
const unicodePathField = 0x7075

type Named = Pick<Entry, 'fileNameRaw' | 'versionMadeBy' | 'generalPurposeBitFlag' | 'extraFields'>

/** An entry's name with `/` between folders. What is not known to be UTF-8 holds U+FFFD in place of its letters: better refused than misread. */
export function toZipName(entry: Named): string {
  const name = decode(entry)
  return windowsHosts.has(hostOf(entry)) ? name.replaceAll('\\', '/') : name
}

const hostOf = ({ versionMadeBy }: Named): number => versionMadeBy >>> 8

/** Old Windows programs write names in the computer's own alphabet and do not say in which; macOS writes UTF-8 and does not say so. */
function decode(entry: Named): string {
  const { fileNameRaw, generalPurposeBitFlag } = entry
  const better = findUnicodePath(entry)
  if (better) return better.toString('utf8')
  const isKnown = (generalPurposeBitFlag & saysUtf8) !== 0 || !windowsHosts.has(hostOf(entry))
  return isKnown ? fileNameRaw.toString('utf8') : fileNameRaw.toString('latin1').replaceAll(/[\u0080-\u00ff]/g, '\ufffd')
}

/** The name that some programs add in UTF-8; it counts only when it belongs to the name beside it. */
function findUnicodePath({ fileNameRaw, extraFields }: Named): Buffer | undefined {
  return extraFields
    .filter(({ id, data }) => id === unicodePathField && data.length > 5 && data[0] === 1 && data.readUInt32LE(1) === crc32(fileNameRaw))
    .at(0)
    ?.data.subarray(5)
}

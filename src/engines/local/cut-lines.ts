import { StringDecoder } from 'node:string_decoder'

const mostRest = 64 * 1024

/** @returns a function that takes bytes and gives the lines that have come to their end; one that does not come to an end is given in pieces, so that it fills nothing */
export function cutLines(): (bytes: Buffer) => string[] {
  const decoder = new StringDecoder('utf8') // a letter may be cut in two
  let rest = ''
  return (bytes) => {
    const lines = (rest + decoder.write(bytes)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length < mostRest) return lines
    lines.push(rest)
    rest = ''
    return lines
  }
}

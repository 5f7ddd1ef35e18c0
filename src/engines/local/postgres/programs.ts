/** PostgreSQL's programs, e.g. `{ binDir: '/usr/lib/postgresql/15/bin', major: 15, version: '15.18' }`. */
export interface PostgresPrograms {
  readonly binDir: string
  readonly major: number
  readonly version: string
  /** Name of the image in which they are; left out: on this machine. */
  readonly image?: string
}

export const oldestMajor = 13

/** Reads e.g. `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`. */
export function toPrograms(binDir: string, output: string): PostgresPrograms | undefined {
  const match = /\(PostgreSQL\) ((\d+)[\w.]*)/.exec(output)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return { binDir, version: match[1], major: Number(match[2]) }
}

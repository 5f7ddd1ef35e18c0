import { createHash } from 'node:crypto'

/** How secrets of full length (tokens, links) are kept: they cannot be guessed, so a fast hash is enough. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

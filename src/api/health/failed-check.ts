/** Why a look failed, as the end of a sentence. */
export const toSentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

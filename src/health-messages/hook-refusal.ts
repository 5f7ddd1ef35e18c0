/** Why an answer is none that takes a message, in a sentence. @param words  what it said, without secrets; may be empty */
export function toHookRefusal(host: string, status: number, words: string): string {
  return words === '' ? `${host} answered ${status}.` : `${host} answered ${status} (${words}).`
}

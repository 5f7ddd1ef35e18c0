import { dictionary } from '@zxcvbn-ts/language-common'

/** The fifty thousand passwords that leaked lists have most often, in small letters. */
export const commonPasswords: ReadonlySet<string> = new Set(dictionary['passwords-common'])

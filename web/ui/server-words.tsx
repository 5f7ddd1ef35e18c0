import { serverLanguage } from '../api/problem.ts'

/** What the server says, marked as its language: read out as it is pronounced, and translated by browsers that do so. */
export const ServerWords = ({ children }: { readonly children: React.ReactNode }) => <span lang={serverLanguage}>{children}</span>

export const toServerWords = (sentence: string): React.ReactNode => <ServerWords>{sentence}</ServerWords>

import { problem } from '../api/contract/problem.ts'
import { ManagerError } from '../domain/error.ts'

/** The server's problem as the error that it was there. What is no problem comes from something in between, a proxy say. */
export function toManagerError(status: number, body: string): ManagerError {
  const parsed = problem.safeParse(parseJson(body))
  if (!parsed.success) {
    return new ManagerError('unreachable', `The manager did not answer as it should (status ${status}). Is this its address?`, { status })
  }
  const { code, detail, ...facts } = parsed.data
  return new ManagerError(code, detail, facts)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON, so not a problem of ours
  }
}

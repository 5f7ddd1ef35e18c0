import { m } from '../i18n/messages.ts'
import { ApiProblem, toProblem } from './problem.ts'

export interface FileToSend {
  readonly file: Blob
  readonly contentType: string
  /** Called with the bytes that have left this computer. */
  readonly onProgress: (sentBytes: number) => void
  readonly signal: AbortSignal
}

interface Target {
  readonly method: string
  readonly address: string
  readonly bearer: string | null
}

/** Sends a file as the body of a request. `fetch` cannot tell how far it is, so this is not a `fetch`.
 * @returns the JSON of the answer @throws ApiProblem, also `interrupted` (the server did not get it whole); DOMException `AbortError` */
export function sendFile({ method, address, bearer }: Target, { file, contentType, onProgress, signal }: FileToSend): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const request = new XMLHttpRequest()
  let sentAll = false
  request.open(method, address)
  request.responseType = 'text'
  if (bearer !== null) request.setRequestHeader('authorization', `Bearer ${bearer}`)
  request.setRequestHeader('content-type', contentType)
  request.upload.onprogress = ({ loaded }) => onProgress(loaded)
  request.upload.onload = () => {
    sentAll = true
    onProgress(file.size)
  }
  request.onload = () => settle(request, resolve, reject)
  request.onerror = () => reject(sentAll ? unanswered() : interrupted())
  request.onabort = () => reject(new DOMException('', 'AbortError'))
  signal.addEventListener('abort', () => request.abort(), { once: true })
  request.send(file)
  return promise
}

function settle({ status, responseText }: XMLHttpRequest, resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
  const body = parse(responseText)
  if (status >= 200 && status < 300 && body !== null) resolve(body)
  else reject(toProblem(status, body))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not the manager's answer, but a proxy's
  }
}

const interrupted = (): ApiProblem => new ApiProblem({ code: 'interrupted', status: 0, detail: m.problem.interrupted })
const unanswered = (): ApiProblem => new ApiProblem({ code: 'unreachable', status: 0, detail: m.problem.unanswered })

import { createConnection } from 'node:net'

export interface ControlAnswer {
  readonly active: boolean
}

type Fields = Readonly<Record<string, unknown>>

/** Gives the launcher (`otree/python/serve.py`) a command and waits for its answer.
 * @throws Error when it does not answer in time, or could not do it */
export async function control(
  socketPath: string,
  command: 'activate' | 'quiesce' | 'flush' | 'status',
  timeoutMs = 15_000,
): Promise<ControlAnswer> {
  const { active } = await askLauncher(socketPath, command, timeoutMs)
  return { active: active === true }
}

/** Asks the launcher where its process has its static files. The answer may be anything. @throws Error as `control` */
export const askStatic = (socketPath: string): Promise<Fields> => askLauncher(socketPath, 'static', 5_000)

function askLauncher(socketPath: string, command: string, timeoutMs: number): Promise<Fields> {
  const { promise, resolve, reject } = Promise.withResolvers<Fields>()
  let text = ''
  const socket = createConnection(socketPath, () => socket.write(`${command}\n`))
  const late = (): Error => new Error(`oTree did not answer "${command}" within ${timeoutMs} ms.`)
  // From the beginning, not since the last byte: one that sends a byte now and then would hold up whoever asks for hours.
  const timer = setTimeout(() => socket.destroy(late()), timeoutMs)
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    if (text.length > 65_536) socket.destroy(new Error('oTree answers too much.'))
  })
  socket.on('error', reject)
  socket.on('close', () => {
    clearTimeout(timer)
    try {
      resolve(toAnswer(text))
    } catch (error) {
      reject(error)
    }
  })
  return promise
}

/** The answer comes from a process in which a project's code runs, so it may be anything. */
function toAnswer(text: string): Fields {
  const answer: unknown = JSON.parse(text)
  if (typeof answer !== 'object' || answer === null) throw new Error('oTree gave no answer.')
  if ('error' in answer) throw new Error(`oTree could not do it: ${String(answer.error)}`)
  return answer as Fields
}

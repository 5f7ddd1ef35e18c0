import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

const updateSchema = z.object({ old: z.string(), new: z.string().regex(/^[0-9a-f]{40}$/), ref: z.string() })

const questionSchema = z.object({
  token: z.string(),
  hook: z.enum(['pre-receive', 'proc-receive']),
  updates: z.array(updateSchema),
  /** What `git push -o` sent. */
  options: z.array(z.string()).default([]),
  quarantine: z.object({ objectDirectory: z.string(), alternateObjectDirectories: z.string() }).nullable(),
})

/** What a hook of git asks the manager. */
export type HookQuestion = z.infer<typeof questionSchema>

/** Gives the hook's exit code; `say` shows a line to whoever pushes. Throws only at a question that is none of ours. */
export type AnswerHook = (question: HookQuestion, say: (line: string) => void) => Promise<number>

const longestQuestionBytes = 4 * 1024 ** 2

export interface HookServer {
  close(): Promise<void>
}

/** Listens where git's hooks ask; only the manager's own user can connect. */
export async function startHookServer(socketPath: string, answer: AnswerHook): Promise<HookServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy()) // a hook that is gone asks nothing more
    answerSocket(socket, answer)
  })
  await mkdir(dirname(socketPath), { recursive: true, mode: 0o700 })
  await rm(socketPath, { force: true })
  await listen(server, socketPath)
  await chmod(socketPath, 0o600)
  return {
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

function listen(server: Server, socketPath: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(socketPath, resolve)
  return promise
}

function answerSocket(socket: Socket, answer: AnswerHook): void {
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\n')
    if (text.length > longestQuestionBytes) socket.destroy()
    if (end < 0) return
    socket.removeAllListeners('data')
    socket.resume()
    void answerQuestion(socket, text.slice(0, end), answer)
  })
}

async function answerQuestion(socket: Socket, text: string, answer: AnswerHook): Promise<void> {
  const send = (message: object): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
  }
  const say = (words: string): void => {
    for (const line of toPlainLines(words)) send({ line })
  }
  try {
    send({ exit: await answer(questionSchema.parse(JSON.parse(text)), say) })
  } catch {
    send({ line: 'The manager did not understand the push.', exit: 1 })
  }
}

/** A build may print anything; what reaches people's terminals has no control characters. */
export const toPlainLines = (text: string): string[] =>
  text.split(/\r\n|[\r\n]/).map((line) => stripVTControlCharacters(line).replaceAll(/[^\P{Cc}\t]/gu, ''))

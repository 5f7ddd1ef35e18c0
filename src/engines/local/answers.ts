import { request } from 'node:http'

/** Whether oTree's login page answers 200 on this socket, to its end and in time. */
export function answersLogin(socketPath: string, timeoutMs = 10_000): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const asked = request({ socketPath, path: '/login', headers: { Host: 'localhost', Connection: 'close' } }, (response) => {
    response.resume().on('error', () => undefined)
    response.on('close', () => resolve(response.statusCode === 200 && response.complete))
  })
  const timer = setTimeout(() => asked.destroy(), timeoutMs) // for all of it: a project may send a byte now and then, for ever
  asked.on('error', () => resolve(false))
  asked.on('close', () => resolve(false))
  asked.end()
  return promise.finally(() => clearTimeout(timer))
}

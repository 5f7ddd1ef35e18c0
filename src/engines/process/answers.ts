import { request } from 'node:http'

/** Whether oTree's login page answers 200 on this socket. */
export function answersLogin(socketPath: string, timeoutMs = 10_000): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const asked = request(
    { socketPath, path: '/login', headers: { Host: 'localhost', Connection: 'close' }, timeout: timeoutMs },
    (response) => {
      response.resume()
      response.on('close', () => resolve(response.statusCode === 200))
    },
  )
  asked.on('timeout', () => asked.destroy())
  asked.on('error', () => resolve(false))
  asked.end()
  return promise
}

import { connect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { SetupError } from './steps.mjs'

const deadlineMs = 10_000

/** Looks whether npm's registry can be reached, for npm itself tries for minutes and then says little. Whatever is not certain is left to npm.
 * @param {{ registry: string, proxy?: string, ca?: string, caFile?: string }} way  `ca`: all that npm trusts, where not Node's; `caFile`: our setting
 * @throws SetupError a sentence that names the setting to mend */
export async function probeRegistry({ registry, proxy, ca, caFile }) {
  const { protocol, hostname, port } = new URL(registry)
  if (protocol !== 'https:' || proxy?.startsWith('https:')) return
  const target = { host: hostname, port: Number(port) || 443 }
  const socket = proxy ? await throughProxy(new URL(proxy), target) : undefined
  const code = await handshake({ ...target, ...(socket ? { socket } : {}), ...(ca ? { ca } : {}) })
  if (/UNABLE_TO_(GET|VERIFY)|SELF_SIGNED_CERT/.test(code ?? '')) throw new SetupError(unknownCa(hostname, caFile !== undefined))
}

/** @returns {Promise<import('node:net').Socket>} which leads to the target */
async function throughProxy({ hostname, port, username, password }, { host, port: targetPort }) {
  const shown = `http://${hostname}:${port || 80}`
  const socket = connect(Number(port) || 80, hostname)
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const auth = username ? `Proxy-Authorization: Basic ${Buffer.from(user).toString('base64')}\r\n` : ''
  socket.on('connect', () => socket.write(`CONNECT ${host}:${targetPort} HTTP/1.1\r\nHost: ${host}:${targetPort}\r\n${auth}\r\n`))
  const answer = await firstOf(socket, 'data')
  const status = /^HTTP\/1\.[01] (\d+)/.exec(answer.text)?.[1]
  if (status === '200') return socket
  socket.destroy()
  if (answer.code) throw new SetupError(`The proxy ${shown} cannot be reached (${answer.code}). Correct HTTPS_PROXY.`)
  if (status === '407') throw new SetupError(asksForPassword(shown, password !== ''))
  throw new SetupError(
    `The proxy ${shown} does not let this machine reach ${host} (${status ?? 'it speaks no HTTP'}). Ask those who run it, or give npm a mirror (registry=… in .npmrc).`,
  )
}

const asksForPassword = (shown, hasPassword) =>
  hasPassword
    ? `The proxy ${shown} does not accept the user and the password in HTTPS_PROXY. Correct them; signs such as @ / # must be percent-encoded (%40 %2F %23).`
    : `The proxy ${shown} asks for a password. Write it into HTTPS_PROXY: ${shown.replace('//', '//user:password@')}, where signs such as @ / # are percent-encoded (%40 %2F %23).`

const unknownCa = (host, hasFile) =>
  `The certificate of ${host} comes from a CA that is not known here; a proxy that opens encrypted connections has one of its own. ` +
  (hasFile ? 'Add its certificate (PEM) to the file that OTM_EXTRA_CA_FILE names.' : 'Give its certificate (PEM) as OTM_EXTRA_CA_FILE.')

/** @returns {Promise<string | undefined>} the code of what went wrong */
async function handshake(options) {
  const socket = tlsConnect({ ...options, servername: options.host })
  const { code } = await firstOf(socket, 'secureConnect')
  socket.destroy()
  return code
}

/** @returns {Promise<{ text: string, code?: string }>} what the event brought, or the code of the error that came first */
function firstOf(socket, event) {
  return new Promise((resolve) => {
    socket.setTimeout(deadlineMs, () => resolve({ text: '', code: 'no answer' }))
    socket.once(event, (data) => resolve({ text: String(data ?? '') }))
    socket.once('error', ({ code, message }) => resolve({ text: '', code: code ?? message }))
    socket.once('close', () => resolve({ text: '', code: 'closed' }))
  })
}

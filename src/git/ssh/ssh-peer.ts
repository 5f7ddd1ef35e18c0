import type { ServerChannel } from 'ssh2'
import type { GitPeer } from '../git-peer.ts'

/** The channel of an SSH connection as git speaks with it. @param gone  aborted when the connection is gone */
export function toSshPeer(channel: ServerChannel, gone: AbortSignal): GitPeer {
  const closed = new AbortController()
  channel.once('close', () => closed.abort())
  return {
    input: channel,
    output: channel,
    complaints: channel.stderr,
    say: (sentence) => {
      if (channel.writable) channel.stderr.write(`${sentence}\n`)
    },
    letGo: () => undefined,
    gone: AbortSignal.any([gone, closed.signal]),
  }
}

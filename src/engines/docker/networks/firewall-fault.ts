/** Why there is no firewall, and what to do, in whole sentences. */
export function toFault(error: unknown): string {
  const { message, code, path } = error as { message?: string; code?: string; path?: string }
  const text = message ?? String(error)
  if (code === 'ENOENT')
    return `${opening} the program ${path ?? 'iptables'} is missing. Install the packages iptables and iproute2. ${closing}`
  if (process.getuid?.() !== 0 || /permission denied|not permitted|must be root/i.test(text)) {
    return `${opening} only root may do that on this machine. Run the manager as root. ${closing}`
  }
  return `${opening} it was refused: ${text} See what "iptables-save" shows, then try again. ${closing}`
}

const opening = 'The firewall around the networks of instances could not be set up, because'
const closing = 'Until then, instances cannot have access to the Internet.'

import { runHere } from '../setup/run.mjs'

/** What of the environment says how the network is reached. Directories of this machine are not there inside. */
const handedOn =
  /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|PIP_INDEX_URL|PIP_CERT|UV_(DEFAULT_)?INDEX.*|npm_config_registry)$/i

/** Runs the proof inside the root: namespaces of its own for processes and mounts, so that it leaves nothing behind, whatever happens.
 * @returns {Promise<number>} exit code */
export function runInside({ root, user, checkout, timeoutMs }) {
  const isRoot = user === 'root'
  const settings = Object.entries(process.env).flatMap(([name, value]) => (handedOn.test(name) ? [`${name}=${value}`] : []))
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: isRoot ? '/root' : '/home/lab', LANG: 'C.UTF-8' }
  return runHere('timeout', [
    ...['--kill-after=10', String(timeoutMs / 1000)],
    ...['unshare', '--mount', '--pid', '--fork', '--kill-child', `--mount-proc=${root}/proc`, '--propagation=private'],
    ...['chroot', ...(isRoot ? [] : ['--userspec=lab:lab']), root],
    ...['/usr/bin/env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...settings],
    ...['node', `${checkout}/scripts/smallest-machine/proof.mjs`, checkout],
  ])
}

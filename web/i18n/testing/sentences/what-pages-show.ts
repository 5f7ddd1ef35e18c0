import ts from 'typescript'

/** What no page shows, so that it has no translation. */
const shownNowhere: readonly (readonly [place: RegExp, why: string])[] = [
  [/^src\/(cli|client|config|metrics)\/|^src\/(gateway|manager)\.ts$/, 'said on a terminal'],
  [/^src\/gateway\/(?!control-client|supervise)/, 'said to the manager as it starts, and to visitors, who have pages of their own'],
  [/^src\/git\/(push-options|reception|admit|deploy-on-push|sentences)\.ts$/, 'said by git'],
  [/^src\/git\/(ssh|hook|http\/(?!http-backend))/, 'said by git'],
  [/^src\/store\/migrat|^src\/engines\/open-engines\.ts$/, 'said on a terminal, before there are pages'],
  [/^src\/domain\/error\.ts$/, 'read where it is called: `faultAt`'],
  [/\.contract\.ts$|\.test\.ts$|\/testing\//, 'tests'],
]

export const isShown = (file: string): boolean => !shownNowhere.some(([place]) => place.test(file))

/** Errors that say what others have said, and where that is looked at. */
export const unread: Readonly<Record<string, string>> = {
  'src/actions/session-guard.ts: reason.': 'domain/playing.ts, domain/study-open.ts: made-of-parts.ts',
  'src/api/access.ts: fault': 'of an API token: api/caller.ts',
  'src/engines/docker/reach.ts: state.reason': 'networks/firewall-fault.ts',
  'src/engines/local/run-job.ts: String(overfull.signal.reason)': 'environments/limit-room.ts',
  'src/engines/process/get-python.ts: proxyFaults[fault](toShownAddress(proxy), address, new URL(proxy))': 'lib/network-fault.ts',
  'src/lib/http-fetch.ts: proxyFaults[fault](toShownAddress(proxy), address, new URL(proxy))': 'lib/network-fault.ts',
  'src/mail/mail-fault.ts: String(error)': 'what a library throws, which is put into a sentence there',
  'src/mail/mail-queue.ts: toMailFault(error, settings.mail).reason': 'mail-fault.ts',
  'src/operations/run-as-server.ts: error?.detail': 'of the operation',
}

/** Files all of whose functions give sentences. */
const saying =
  /^src\/(lib\/(network-fault|package-index|certificates|wheel|http-fetch)|mail\/mail-fault|health-messages\/hook-refusal|engines\/docker\/networks\/(firewall-fault|build-ways)|git\/http\/http-backend|engines\/docker\/reach|engines\/process\/python-mirror|reconciler\/backoff|api\/(caller|issue-words|health\/check-packages|views\/instance-view))\.ts$/

/** Where sentences stand under a name. */
const named: readonly (readonly [file: RegExp, names: readonly string[]])[] = [
  [/^src\/api\/health\/|^src\/operations\/|^src\/api\/(problem|unreadable)\.ts$/, ['detail', 'remedy']],
  [/^src\/(otree|actions|git\/archives|engines)\//, ['notices', 'unpinned', 'notes', 'warnings']],
  [/^src\/engines\/local\/disk\//, ['sentence']],
  [/^src\/engines\/(docker|process)\//, ['adviseMissing']],
  [/^src\/api\/views\/instance-view\.ts$/, ['hardCoded']],
  [/^src\/api\/views\/without-code\.ts$/, ['failure', 'labelsError']],
  [/^src\/api\/routes\/people-routes\.ts$/, ['notice']],
  [/^src\/domain\/limits\.ts$|^src\/accounts\//, ['message']],
]

/** Every expression below which a sentence may be that a page shows. */
export function findSaid(node: ts.Node, file: string): readonly ts.Expression[] {
  if (ts.isNewExpression(node)) return findThrown(node, file)
  if (ts.isPropertyAssignment(node)) return isNamed(file, node.name.getText()) ? [toBody(node.initializer)] : []
  if (ts.isVariableDeclaration(node)) return node.initializer && isNamed(file, node.name.getText()) ? [node.initializer] : []
  if (ts.isCallExpression(node)) return findPassed(node, file)
  if (saying.test(file) && ts.isReturnStatement(node) && node.expression) return [node.expression]
  if (saying.test(file) && ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [node.body]
  return []
}

/** Of what is made when it is asked for. */
const toBody = (node: ts.Expression): ts.Expression => (ts.isArrowFunction(node) && !ts.isBlock(node.body) ? node.body : node)

const isNamed = (file: string, name: string): boolean => named.some(([files, names]) => files.test(file) && names.includes(name))

function findThrown({ expression, arguments: args }: ts.NewExpression, file: string): readonly ts.Expression[] {
  const at = expression.getText() === 'ManagerError' ? 1 : expression.getText() === 'Error' && saying.test(file) ? 0 : undefined
  const message = at === undefined ? undefined : args?.[at]
  return message === undefined ? [] : [message]
}

/** What the schemas of requests say, what is put on a list, and what is written down. */
function findPassed({ expression, arguments: [first, second, third] }: ts.CallExpression, file: string): readonly ts.Expression[] {
  const called = expression.getText()
  if (first && (/notices\.push$/.test(called) || (called === 'super' && saying.test(file)))) return [first]
  if (third && (called === 'recordFailure' || called === 'faultAt')) return [third]
  return second && file.startsWith('src/api/contract/') && /\.(refine|min|max|regex)$/.test(called) ? [second] : []
}

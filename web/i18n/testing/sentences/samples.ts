import type { Sentence } from './read-sentences.ts'

/** A sentence that stands for whichever is put in. */
const sentence = 'Sign in again.'

/** What stands at places that have a form of their own, by the expression of the source, or by file and expression. */
const samples: Readonly<Record<string, string>> = {
  message: sentence,
  'error.message': sentence,
  'error.detail': sentence,
  'toSentence(error)': sentence,
  'scrub(sentence)': sentence,
  'plan.unpinned': sentence,
  'stuck.at(-1)?.reason': sentence,
  why: sentence,
  'src/engines/docker/images.ts why': 'no such host',
  'proxyFaults[fault](toShownAddress(proxy), address, new URL(proxy))': sentence,
  'src/reconciler/backoff.ts reason': sentence,
  'src/api/problem.ts detail': `email: ${sentence}`,
  'src/actions/session-guard.ts reason': 'A study is open on "otree1" until 2026-12-24 22:59 UTC',
  'src/actions/session-guard.ts what': 'New code',
  'src/accounts/password-rules.ts what': 'the username',
  'src/domain/limits.ts what': 'memory',
  'src/api/routes/scale-routes.ts what': 'memory',
  'words[field].what': 'disk',
  unit: 'MiB',
  'src/store/update-instance.ts state': 'ready',
  'src/store/update-instance.ts next': 'asleep',
  used: 'from https://index.example.edu/simple without a proxy',
  'freeGib.toFixed(1)': '12.5',
  "last.slice(0, 16).replace('T', ' at ')": '2026-11-27 at 10:15',
  "reasons.join('; ')": 'the type of p.answer changed from INTEGER to FLOAT; p.other is missing and must not be empty',
  "folders.slice(0, 10).map(quote).join(', ')": '"games/dictator", "games/trust"',
  "named.join(', ')": '".git", "__pycache__"',
  'src/git/archives/plan-upload.ts names': '".python-version" and "runtime.txt"',
  'src/git/archives/plan-upload.ts rest': 'is saved as a file with holes. Pack the folder again without "--sparse"',
  'src/otree/requirement-lines.ts what': 'includes a file outside of the project. Copy what you need of it into requirements.txt.',
  'postgres.adviseMissing(recorded)': sentence,
  'src/engines/local/disk/end-instance.ts excess': 'The disk of this server is nearly full, and this instance fills it',
  'other[1]': 'a RAR archive',
  'JSON.stringify(toZipName(entry)).slice(0, 120)': '"data/a.csv"',
  'src/engines/local/environments/missing-packages.ts what':
    '"numpy==9" (there is no such version), "panda" (the package is called pandas)',
  'places(packages)': 'numpy (game/__init__.py, line 3), scipy (settings.py)',
  'places(old)': 'django (settings.py, line 1)',
}

/** A text as the server could say it: with something in every place, and the same wherever the same comes again. */
export function toText({ at, template }: Sentence): string {
  const file = at.replace(/:\d+$/, '')
  const holes = [...new Set(template.flatMap((part) => (typeof part === 'string' ? [] : [part.hole])))]
  const toSample = (hole: string): string =>
    samples[`${file} ${hole}`] ??
    samples[hole] ??
    (hole.startsWith('large.map(') ? 'kept files 3 MiB, its log 2 MiB' : `x${holes.indexOf(hole)}`)
  return template
    .map((part) => (typeof part === 'string' ? part : toSample(part.hole)))
    .join('')
    .trim()
}

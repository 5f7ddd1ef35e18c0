import type { Artifact } from '../../../domain/deployment.ts'
import type { RequirementsPlan } from '../../../domain/engine.ts'
import { isAddress, isForSame, parseLock } from '../../../otree/lock.ts'
import { type Python, toMinor } from './python.ts'

/** Which versions are wanted: exactly those of a lock, as many of its as fit, whatever suits (the cache first), or the newest. */
export type Aim =
  | { readonly kind: 'locked'; readonly lock: string; readonly python: string }
  | { readonly kind: 'preferred'; readonly lock: string }
  | { readonly kind: 'free' }
  | { readonly kind: 'newest' }

export interface Wish {
  readonly plan: RequirementsPlan
  readonly previous?: Artifact | null
  readonly update?: boolean
}

export function toAim({ plan, previous = null, update = false }: Wish): Aim {
  if (update) return { kind: 'newest' }
  if (previous === null) return { kind: 'free' }
  const { lock, pythonVersion } = previous
  return isForSame(previous, plan) ? { kind: 'locked', lock, python: toMinor(pythonVersion) } : { kind: 'preferred', lock }
}

/** A lock holds for the Python that it was made for; another one gets as much of it as fits. */
export const withPython = (aim: Aim, { version }: Pick<Python, 'version'>): Aim =>
  aim.kind === 'locked' && aim.python !== toMinor(version) ? { kind: 'preferred', lock: aim.lock } : aim

/** The Pythons of the plan, that of the lock first. */
export const inOrder = ({ pythons }: Pick<RequirementsPlan, 'pythons'>, aim: Aim): readonly string[] =>
  aim.kind === 'locked' ? [...new Set([aim.python, ...pythons])].filter((python) => pythons.includes(python)) : pythons

/** Versions that shall stay where they still fit, as uv reads them. Never addresses: a lock may have been written by hostile code, and the room in
 * which it is read may be that of all instances. */
export const toPreferred = (aim: Aim): string[] => (aim.kind === 'free' || aim.kind === 'newest' ? [] : pinsOf(aim.lock))

/** The packages of a lock that come from an index, as lines of requirements. */
export const pinsOf = (lock: string): string[] =>
  parseLock(lock).flatMap(({ name, version }) => (isAddress(version) ? [] : [`${name}==${version}`]))

import { ManagerError } from '../domain/error.ts'
import type { ChosenVersions } from '../domain/instance.ts'
import { findGeneration, type Generation, generations, newestOtree } from './versions.ts'

/** Checks what somebody chose for an instance, as far as it can be known without its code.
 * @throws ManagerError `invalid_input`, `project.unsupported_otree` */
export function checkChosenVersions({ otree, python }: ChosenVersions): void {
  const generation = otree === null ? undefined : supported(otree)
  if (python !== null) checkPython(python, otree, generation)
}

function supported(otree: string): Generation {
  const generation = /^\d+(\.\d+)+((a|b|rc)\d+)?(\.post\d+)?$/.test(otree) ? findGeneration(otree) : undefined
  if (!generation) {
    throw new ManagerError(
      'invalid_input',
      `"${otree.slice(0, 40)}" is not a version of oTree. Give one such as ${newestOtree}, or none to take the project's own.`,
    )
  }
  if (generation.supported) return generation
  throw new ManagerError(
    'project.unsupported_otree',
    `oTree ${otree} does not run here; oTree Manager runs oTree 5 and 6. Most projects run on a newer oTree as they are: try ${newestOtree} or 5.11.5.`,
  )
}

function checkPython(python: string, otree: string | null, generation: Generation | undefined): void {
  const known = [...new Set(generations.filter((each) => each.supported).flatMap((each) => each.pythons))]
  if (!known.includes(python)) {
    throw new ManagerError(
      'invalid_input',
      `"${python.slice(0, 40)}" is not a Python on which oTree 5 or 6 runs. Give one of ${inOrder(known)}, or none to let it be found.`,
    )
  }
  if (!generation || generation.pythons.includes(python)) return
  throw new ManagerError(
    'invalid_input',
    `oTree ${otree} does not run on Python ${python}; it runs on ${inOrder(generation.pythons)}. Choose one of these, or leave the choice open.`,
  )
}

const inOrder = (pythons: readonly string[]): string => [...pythons].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2))).join(', ')

import type { ComponentType } from 'react'
import { CrashNote } from './crash-note.tsx'
import { lazyPart } from './lazy-part.tsx'
import { PageWaiting } from './page-waiting.tsx'

/** A page, which is loaded when somebody goes there, or points at what leads there. */
export const lazyPage = (name: string, load: () => Promise<ComponentType>) =>
  lazyPart(`page ${name}`, load, { waiting: <PageWaiting />, failed: (problem) => <CrashNote {...problem} /> })

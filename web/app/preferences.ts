import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import type { Language } from '../../src/domain/person.ts'
import { useMe } from './sign-in-state.tsx'
import { useUpdateMe } from './use-update-me.ts'

interface Preferences {
  readonly scheme: MantineColorScheme
  readonly chooseTheme: (scheme: MantineColorScheme) => void
  /** null: as the browser asks. */
  readonly chooseLanguage: (language: Language | null) => void
  readonly error: unknown
}

/** How the signed-in person wants the pages, on whatever computer. */
export function usePreferences(): Preferences {
  const { mutate, error } = useUpdateMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return {
    scheme: colorScheme,
    chooseTheme: (scheme) => {
      setColorScheme(scheme) // at once; it is kept on the server besides
      mutate({ theme: scheme === 'auto' ? null : scheme })
    },
    chooseLanguage: (language) => mutate({ language }),
    error,
  }
}

/** Shows the pages in the colours that the signed-in person chose, perhaps elsewhere. */
export function useOwnTheme(): void {
  const { person } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const wanted = person === null ? null : (person.theme ?? 'auto')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new choice counts
  useEffect(() => {
    if (wanted !== null) setColorScheme(wanted)
  }, [wanted])
}

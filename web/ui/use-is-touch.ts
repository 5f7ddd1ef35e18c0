import { useMediaQuery } from '@mantine/hooks'

/** Whether this is a phone or the like, on which nothing is dragged from one window to another. */
export const useIsTouch = (): boolean =>
  useMediaQuery('(max-width: 48em), (pointer: coarse)', false, { getInitialValueInEffect: false }) ?? false

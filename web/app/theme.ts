import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, type MenuProps, type PasswordInputProps } from '@mantine/core'
import { m } from '../i18n/messages.ts'

/** A quiet blue, far from the orange and green that tell an instance's state. */
const ink: MantineColorsTuple = [
  '#eff2fb',
  '#dde3f4',
  '#bac6ea',
  '#9aabe2',
  '#7d92d8',
  '#5f78cb',
  '#4a63bd',
  '#3f55a8',
  '#354890',
  '#263670',
]

const dark: MantineColorsTuple = [
  '#dde1ea',
  '#bcc3d1',
  '#a3acbe',
  '#949eb3',
  '#465064',
  '#333b4b',
  '#232934',
  '#171b23',
  '#12151b',
  '#0c0e13',
]

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  // By name and not by the components' own `extend`, which would load them before the first page that uses them.
  components: {
    // Inside of the landmark that it belongs to, and with its first entry focused.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } satisfies Partial<MenuProps> },
    PasswordInput: {
      defaultProps: { visibilityToggleButtonProps: { 'aria-label': m.fields.look, tabIndex: 0 } } satisfies Partial<PasswordInputProps>,
    },
  },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
})

/** Colours of small print that keep a contrast of 4.5 on every background used here. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b2030',
    '--mantine-color-dimmed': '#565f70',
    '--mantine-color-placeholder': '#656e7f',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#3f55a8',
    '--mantine-color-default-border': '#d3d8e0',
  },
  dark: {
    '--mantine-color-dimmed': '#a3acbe',
    '--mantine-color-placeholder': '#949eb3',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-anchor': '#9aabe2',
    '--mantine-color-default-border': '#384154',
  },
})

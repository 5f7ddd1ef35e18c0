import type { Terminal } from './terminal.ts'

export type Color = 'green' | 'yellow' | 'red' | 'grey' | 'bold' | 'cyan'

const codes: Readonly<Record<Color, readonly [number, number]>> = {
  bold: [1, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  grey: [90, 39],
}

export type Paint = (text: string, color: Color) => string

/** Colours on a terminal only, and not against `NO_COLOR`. */
export function painter({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Paint {
  if (!stdout.isTTY || env.NO_COLOR) return (text) => text
  return (text, color) => `\u001b[${codes[color][0]}m${text}\u001b[${codes[color][1]}m`
}

/** Names, messages and logs come from others: nothing in them may steer the terminal. */
export const toPlain = (text: string): string => text.replaceAll(/[^\P{Cc}\n\t]/gu, '')

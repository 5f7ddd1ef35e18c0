export interface Frame {
  readonly file: string
  readonly line: number
  readonly function: string | null
}

/** The innermost frame that is the project's own, its file as a path in the project. Where there is none (a mistake in a template, say), nothing is said of where. Pure. */
export function toProjectFrame(frames: readonly Frame[]): Frame | null {
  const found = frames.findLast(({ file }) => isOwn(file))
  return found ? { ...found, file: found.file.replace(place, '') } : null
}

/** Where projects lie: in the sandbox, in a container, and where there is neither. */
const place = /^(?:\/app\/|.*\/work\/p[a-z2-7]{8}\/)/

const isOwn = (file: string): boolean => place.test(file) && !/\/(?:site|dist)-packages\//.test(file)

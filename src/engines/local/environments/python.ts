import type { Image } from '../sandbox-spec.ts'

/** An interpreter. */
export interface Python {
  readonly executable: string
  /** Its prefix: everything that it needs besides /usr lies below. */
  readonly home: string
  /** e.g. `3.12.1` */
  readonly version: string
  /** Tells two builds of the same version apart. */
  readonly build: string
  /** In which it is; null: on this machine. */
  readonly image: Image | null
}

/** `3.12` of `3.12.1`. */
export const toMinor = (version: string): string => version.split('.').slice(0, 2).join('.')

/** Asks an interpreter who it is. */
export const probeScript =
  'import json,sys; print(json.dumps([sys.version_info[:3], sys.base_prefix, getattr(sys, "_base_executable", sys.executable), sys.version]))'

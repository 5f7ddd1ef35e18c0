import type Docker from 'dockerode'
import { getImageArchive } from './image-archive.ts'

/** Names of the images that a test's daemon has. */
export interface TestImages {
  /** For OTM_DOCKER_PYTHON_IMAGE, with `{version}`. */
  readonly python: string
  /** For OTM_DOCKER_POSTGRES_IMAGE. */
  readonly postgres: string
  /** Versions of Python that there is an image of, Debian's first, e.g. `['3.11', '3.8', '3.12']`. */
  readonly pythons: readonly string[]
}

/** Gives a daemon the images that are made of this machine's programs. */
export async function loadImages(docker: Docker): Promise<TestImages> {
  const { file, recipe } = await getImageArchive()
  const progress = await docker.loadImage(file, { quiet: true })
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()))
  })
  return { python: 'otm-test/python:{version}', postgres: `otm-test/postgres:${recipe.postgres}`, pythons: recipe.pythons }
}

import { join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import type { PostgresSource } from '../local/confinement.ts'
import { oldestMajor, type PostgresPrograms, toPrograms } from '../local/postgres/programs.ts'
import type { Images } from './images.ts'
import type { ProbeImage } from './probe-image.ts'

export interface PostgresPlace {
  readonly settings: Pick<Settings, 'dockerPostgresImage'>
  readonly images: Images
  readonly probe: ProbeImage
}

/** The PostgreSQL of an image, which is fetched when it is not there. @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function openImagePostgres(place: PostgresPlace): Promise<PostgresSource> {
  const { settings, images } = place
  const name = settings.dockerPostgresImage
  if ((await images.find(name)) === undefined) await images.pull(name)
  const current = await readPrograms(place, name)
  if (current === undefined || current.major < oldestMajor) {
    throw new ManagerError(
      'setting_invalid',
      `The Docker image ${name} does not hold PostgreSQL ${oldestMajor} or newer. Correct OTM_DOCKER_POSTGRES_IMAGE.`,
    )
  }
  return {
    current,
    find: async (recorded) => {
      const programs = recorded.image === undefined ? undefined : await readPrograms(place, recorded.image)
      return [programs, current].find((each) => each?.major === recorded.major)
    },
    systemMajor: async () => current.major,
    isSafe: () => true,
    adviseMissing: ({ major, image }) =>
      `Fetch it again (docker pull ${image ?? `postgres:${major}`}), or name an image of PostgreSQL ${major} in OTM_DOCKER_POSTGRES_IMAGE and start the manager again.`,
  }
}

async function readPrograms({ images, probe }: PostgresPlace, name: string): Promise<PostgresPrograms | undefined> {
  const image = await images.find(name)
  if (!image) return undefined
  for (const directory of byLikelihood(await images.readPath(image))) {
    const programs = toPrograms(directory, await probe(image, [join(directory, 'postgres'), '--version']))
    if (programs) return { ...programs, image: name }
  }
  return undefined
}

/** Official images have them in a directory such as /usr/lib/postgresql/18/bin. */
const byLikelihood = (directories: readonly string[]): readonly string[] =>
  directories.toSorted((a, b) => Number(b.includes('postgres')) - Number(a.includes('postgres')))

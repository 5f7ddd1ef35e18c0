import { join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import type { PostgresSource } from '../local/confinement.ts'
import { oldestMajor, type PostgresPrograms, toPrograms } from '../local/postgres/programs.ts'
import type { FoundImage, Images } from './images.ts'
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
  const current = await readPrograms(place, (await images.find(name)) ?? (await images.pull(name)))
  if (current === undefined || current.major < oldestMajor) {
    throw new ManagerError(
      'setting_invalid',
      `The Docker image ${name} does not hold PostgreSQL ${oldestMajor} or newer. Correct OTM_DOCKER_POSTGRES_IMAGE.`,
    )
  }
  return {
    current,
    find: async (recorded) => {
      const image = recorded.image === undefined ? undefined : await images.find(recorded.image)
      const programs = image && (await readPrograms(place, image))
      return [programs, current].find((each) => each?.major === recorded.major)
    },
    systemMajor: async () => current.major,
    isSafe: () => true,
    adviseMissing: ({ major, image }) =>
      `Fetch it again (docker pull ${image ?? `postgres:${major}`}), or name an image of PostgreSQL ${major} in OTM_DOCKER_POSTGRES_IMAGE and start the manager again.`,
  }
}

async function readPrograms({ probe }: PostgresPlace, image: FoundImage): Promise<PostgresPrograms | undefined> {
  for (const directory of byLikelihood(image.path)) {
    const programs = toPrograms(directory, await probe(image, [join(directory, 'postgres'), '--version']))
    if (programs) return { ...programs, image: image.name }
  }
  return undefined
}

/** Official images have them in a directory such as /usr/lib/postgresql/18/bin. */
const byLikelihood = (directories: readonly string[]): readonly string[] =>
  directories.toSorted((a, b) => Number(b.includes('postgres')) - Number(a.includes('postgres')))

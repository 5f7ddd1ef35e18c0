import { z } from 'zod'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Pythons } from '../local/confinement.ts'
import { type Python, probeScript, toMinor } from '../local/environments/python.ts'
import type { Image } from '../local/sandbox-spec.ts'
import type { Images } from './images.ts'
import type { ProbeImage } from './probe-image.ts'

/** Versions that official images have, newest first. */
const offered = ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9', '3.8', '3.7']

const probed = z.tuple([z.array(z.number()).length(3), z.string().startsWith('/'), z.string().startsWith('/'), z.string()])

export interface PythonPlace {
  readonly settings: Pick<Settings, 'dockerPythonImage'>
  readonly images: Images
  readonly probe: ProbeImage
}

/** The Pythons of images, one image for each minor version. */
export function openImagePythons(place: PythonPlace): Pythons {
  const { settings, images } = place
  const nameOf = (minor: string): string => settings.dockerPythonImage.replace('{version}', minor)
  const find = async (minor: string): Promise<Python | undefined> => {
    const image = await images.find(nameOf(minor))
    return image && (await readPython(place, image, minor))
  }
  return {
    list: async () => {
      const found = await Promise.all(offered.map(find))
      return found.flatMap((python) => (python ? [toMinor(python.version)] : []))
    },
    async *suiting({ pythons }, log, signal) {
      const there = await Promise.all(pythons.map(find))
      const suiting = there.filter((python) => python !== undefined)
      yield* suiting
      const [best] = pythons
      if (suiting.length > 0 || best === undefined) return
      log(`Fetching the Docker image ${nameOf(best)} …`)
      yield await fetchPython(place, pythons, { name: nameOf(best), signal })
    },
  }
}

async function fetchPython(
  place: PythonPlace,
  pythons: readonly string[],
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<Python> {
  const [best = ''] = pythons
  try {
    const python = await readPython(place, await place.images.pull(name, signal), best)
    if (python) return python
  } catch (error) {
    signal.throwIfAborted()
    throw noPython(pythons, error instanceof Error ? error.message : String(error))
  }
  throw noPython(pythons, `The Docker image ${name} has no Python ${best}. Correct OTM_DOCKER_PYTHON_IMAGE.`)
}

const noPython = (pythons: readonly string[], why: string): ManagerError =>
  new ManagerError('project.no_python', `This oTree needs Python ${pythons.join(', ')}, of which the server has none. ${why}`)

/** undefined: the image has another version, or none. */
async function readPython({ probe }: PythonPlace, image: Image, minor: string): Promise<Python | undefined> {
  const text = await probe(image, ['python3', '-I', '-S', '-c', probeScript])
  try {
    const [version, home, executable, build] = probed.parse(JSON.parse(text))
    const python = {
      executable,
      home,
      version: version.join('.'),
      build: `${build} ${image.id}`,
      image: { id: image.id, name: image.name },
    }
    return toMinor(python.version) === minor ? python : undefined
  } catch {
    return undefined // no Python's answer
  }
}

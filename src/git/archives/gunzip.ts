import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ManagerError } from '../../domain/error.ts'

/** What a file was before gzip, also of several parts (members), in pieces of at most `pieceBytes`. @throws ManagerError `invalid_input` when anything but zeros follows */
export async function* gunzip(file: string, pieceBytes: number): AsyncGenerator<Buffer> {
  const unpack = createGunzip({ chunkSize: pieceBytes })
  const reading = pipeline(createReadStream(file), unpack)
  reading.catch(() => undefined) // whoever reads hears of it through `unpack`
  yield* unpack as AsyncIterable<Buffer>
  await assertZeros(file, unpack.bytesWritten)
}

async function assertZeros(file: string, from: number): Promise<void> {
  if (from >= (await stat(file)).size) return
  await using handle = await open(file)
  for await (const chunk of handle.createReadStream({ start: from, autoClose: false })) {
    if ((chunk as Buffer).some((byte) => byte !== 0)) throw goesOn()
  }
}

const goesOn = (): ManagerError =>
  new ManagerError(
    'invalid_input',
    'In the upload, something follows the end of the archive. Pack the folder with settings.py again, and upload it once more.',
  )

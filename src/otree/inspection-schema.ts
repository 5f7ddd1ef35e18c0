import { z } from 'zod'

/** What `inspect_project.py` prints. A project can forge it, so every size has a bound. */

const text = (length: number) => z.string().max(length)
const name = text(200)

const room = z.object({
  name,
  displayName: text(500),
  labels: z.array(name).max(20_000).nullable(),
  labelsError: text(2000).nullable(),
  useSecureUrls: z.boolean(),
})

const sessionConfig = z.object({
  name,
  displayName: text(500),
  appSequence: z.array(name).max(500),
  numDemoParticipants: z.number().int().min(0).max(1_000_000).nullable(),
})

const table = z.record(name, z.object({ type: text(100), nullable: z.boolean() }))

const sound = z.object({
  ok: z.literal(true),
  otreeVersion: text(50),
  pythonVersion: text(50),
  authLevel: text(20),
  debug: z.boolean(),
  adminUsername: name,
  adminPasswordFromEnvironment: z.boolean(),
  cookieKey: z.string().regex(/^[0-9a-f]{40}$/),
  rooms: z.array(room).max(1000),
  sessionConfigs: z.array(sessionConfig).max(2000),
  apps: z.array(name).max(2000),
  tables: z.record(name, table).refine((tables) => Object.keys(tables).length <= 10_000),
})

const broken = z.object({
  ok: z.literal(false),
  error: z.string().transform((value) => value.slice(0, 2000)),
  file: text(500).nullable(),
  line: z.number().int().nullable(),
  missing: z
    .array(z.object({ module: name, file: text(500), line: z.number().int().nullable(), isApp: z.boolean().default(false) }))
    .max(100),
  trace: z.string().transform((value) => value.slice(-8000)),
})

export const foundSchema = z.discriminatedUnion('ok', [sound, broken])

export type Found = z.infer<typeof foundSchema>
export type FoundBroken = z.infer<typeof broken>

import { z } from 'zod'
import { largestVariableBytes, longestVariableName, mostVariables } from '../../domain/variables.ts'
import { instanceDetail, instanceParams } from './instance.ts'
import { time } from './page.ts'
import { disturbBody } from './playing.ts'

/** Names of one's own variables; their values come one by one, audited. */
export const variableList = z.object({
  items: z.array(z.object({ name: z.string(), setAt: time })),
  next: z.null(),
})
export type VariableList = z.infer<typeof variableList>

export const variableParams = instanceParams.extend({ variable: z.string().min(1).max(100) })

/** Audited at every reading. */
export const variable = z.object({ name: z.string(), value: z.string() })
export type VariableAnswer = z.infer<typeof variable>

/** What is to be otherwise about how oTree is run; what is left out stays. */
export const settingsChange = z
  .strictObject({
    /** By name; null removes a variable. Others stay. */
    variables: z
      .record(
        z.string().max(200, `The name of a variable has at most ${longestVariableName} characters.`),
        z.string().max(largestVariableBytes).nullable(),
      )
      .refine((variables) => Object.keys(variables).length <= mostVariables, `At most ${mostVariables} variables at once.`)
      .optional(),
    authLevel: instanceDetail.shape.authLevel.optional(),
    /** false: oTree shows its debug pages. */
    production: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what to change: variables, authLevel or production.')
export type SettingsChangeBody = z.input<typeof settingsChange>

/** Without `password` one is made, which `/secrets` tells when this is done. */
export const adminPassword = disturbBody.extend({ password: z.string().max(300).optional() })

/** What is left out stays. */
export const scaling = z
  .strictObject({
    memoryMib: z.int().positive().optional(),
    /** 100 is one processor. */
    cpuPercent: z.int().positive().optional(),
    diskMib: z.int().positive().optional(),
  })
  .refine((chosen) => Object.keys(chosen).length > 0, 'Say what to change: memoryMib, cpuPercent or diskMib.')

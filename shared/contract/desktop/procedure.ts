/** What every part of the desktop contract is made with. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { facilityCodeText, identifier } from '../records.ts'
import { type DeskErrorKind, deskErrorData, deskErrorKinds } from './errors.ts'

const errors = Object.fromEntries(deskErrorKinds.map((kind) => [kind, { data: deskErrorData }])) as Record<DeskErrorKind, { data: typeof deskErrorData }>
export const procedure = oc.errors(errors)
export const nothing = z.object({})

export const pdf = z.object({ fileName: z.string(), document: z.instanceof(Blob) })

export const withId = <T extends string>(name: T) => z.object({ [name]: identifier } as { [K in T]: typeof identifier })
export const listInput = z.object({ facilityCode: facilityCodeText.optional(), limit: z.int().min(1).max(500).default(100) })

/** Who is signed in, how the desktop stands to central, and what happens meanwhile. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { defaultOfficePolicy } from '../../domain/office-policy.ts'
import { identifier, instant, staffMember } from '../records.ts'
import { job } from './job.ts'
import { nothing, procedure } from './procedure.ts'

/** deviceUnknown: central no longer knows this desktop at all (restored from an older copy, or another central). */
export const centralStates = ['connected', 'connecting', 'offline', 'deviceRevoked', 'deviceUnknown', 'notEnrolled', 'clientTooOld'] as const
export const systemStatus = z.object({
  central: z.enum(centralStates),
  lastSyncAt: instant.nullable(),
  /** Whole minutes the clock of this desktop is ahead of central's (negative: behind); null = right, or not known yet. */
  clockOffMinutes: z.int().nullable(),
  /** Local changes not yet taken by central. */
  waiting: z.int(),
  /** Changes central refused: a person must look. */
  needsPerson: z.int(),
  facilityList: z.object({ version: z.int(), isSample: z.boolean(), count: z.int(), updatedAt: instant.nullable() }).nullable(),
  isTrial: z.boolean(),
  deviceNumber: z.int().nullable(),
  clientVersion: z.string(),
})
export type SystemStatus = z.infer<typeof systemStatus>

export const topics = ['facilities', 'calls', 'verifications', 'notices', 'lots', 'mailroom', 'officeDocuments', 'securityAlerts', 'emailChangeRequests', 'provisionalCodeRequests', 'callbacks', 'deputies', 'staff', 'session', 'rejected'] as const
export const systemEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: systemStatus }),
  /** Something under these topics changed: ask again. */
  z.object({ kind: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ kind: z.literal('job'), job }),
  /** The telephone system says who rings: digits only. Nothing is chosen by itself. */
  z.object({ kind: z.literal('incomingCall'), telephone: z.string().regex(/^\d{4,15}$/), at: instant }),
])
export type SystemEvent = z.infer<typeof systemEvent>

export const currentSession = z.object({
  staff: staffMember.nullable(),
  /** Signed in against the local verifier because central could not be reached. */
  isOffline: z.boolean(),
  /** The page shows nothing, and the backend answers nothing, until the person or another one has said who they are. */
  isLocked: z.boolean().default(false),
  /** The office's rule: a page nobody works on locks after so many minutes. */
  idleLockMinutes: z.int().min(1).default(defaultOfficePolicy.idleLockMinutes),
  host: z.enum(['electron', 'web', 'command']),
  isTrial: z.boolean(),
})
export type CurrentSession = z.infer<typeof currentSession>

export const sessionProcedures = {
  current: procedure.input(nothing).output(currentSession),
  signIn: procedure.input(z.object({ staffId: z.string().trim().min(1).max(80), password: z.string().min(1).max(400) })).output(currentSession),
  /** Covers the page; what runs for the person goes on. */
  lock: procedure.input(nothing).output(currentSession),
  /** By the password of whoever is signed in; somebody else signs in instead. */
  unlock: procedure.input(z.object({ password: z.string().min(1).max(400) })).output(currentSession),
  /** How people may sign in; while central is away (isOnline false) only with a password known to this desktop. */
  methods: procedure.input(nothing).output(z.object({ password: z.boolean(), external: z.boolean(), isOnline: z.boolean() })),
  /** Begins signing in at the organisation's identity provider; one at a time a page. */
  startExternal: procedure.input(nothing).output(z.object({
    /** For the person to open; null where the host has opened the browser. */
    address: z.url({ protocol: /^https$/ }).nullable(),
    expiresAt: instant,
  })),
  /** With the six digits the browser showed. */
  finishExternal: procedure.input(z.object({ number: z.string().trim().min(1).max(40) })).output(currentSession),
  signOut: procedure.input(nothing).output(currentSession),
}

export const systemProcedures = {
  status: procedure.input(nothing).output(systemStatus),
  /** First the status, then whatever happens, until the page goes away. */
  watch: procedure.input(nothing).output(eventIterator(systemEvent)),
  syncNow: procedure.input(nothing).output(systemStatus),
  rejectedChanges: procedure.input(nothing).output(z.array(z.object({
    mutationId: identifier, type: z.string(), occurredAt: instant, code: z.string(), staffName: z.string(), subject: z.string().nullable(),
  }))),
}

import { z } from 'zod'
import { roleSchema, staffIdentifier, type Role, type StaffMember } from '#shared/contract/records.ts'
import { clearAttempts } from '../credentials/attempt-repository.ts'
import { hashPassword } from '../credentials/password-hash.ts'
import { createReadablePassword } from '../credentials/secrets.ts'
import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { endSessionsOfStaff } from './session-repository.ts'
import { changeStaff, insertStaff, listStaff, staffMemberOf } from './staff-repository.ts'
import { whatRemainsOf, type WhatRemains } from './what-remains-repository.ts'

/** A command was given something that is not so; the message is for the administrator. */
export class AdministrationError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AdministrationError'
  }
}

const newStaff = z.object({ staffId: staffIdentifier, displayName: z.string().trim().min(1).max(80), role: roleSchema })

const shortestPassword = 10
function requireLongEnough(password: string): string {
  if (password.length < shortestPassword || password.length > 400) throw new AdministrationError(`A password has ${shortestPassword} to 400 characters`)
  return password
}

/** Without `password` a random one is made. @returns the password, to be shown once */
export async function addStaff(
  database: Database, clock: Clock, request: { staffId: string; displayName: string; role: Role; password?: string },
): Promise<{ password: string }> {
  const parsed = newStaff.safeParse(request)
  if (!parsed.success) throw new AdministrationError('An ID has 1 to 40 letters, digits, dots, dashes; a name 1 to 80 characters; a role is operator, mailroom, supervisor or administrator')
  const password = request.password === undefined ? createReadablePassword() : requireLongEnough(request.password)
  const passwordHash = await hashPassword(password)
  const isAdded = await database.transaction((transaction) =>
    insertStaff(transaction, { ...parsed.data, isActive: true, passwordHash, version: 1, createdAt: new Date(clock.now()) }))
  if (!isAdded) throw new AdministrationError('There is somebody with this ID already')
  return { password }
}

/** Ends the person's sessions. @returns the new password, to be shown once */
export async function resetPassword(database: Database, clock: Clock, staffId: string, wanted?: string): Promise<{ password: string }> {
  const password = wanted === undefined ? createReadablePassword() : requireLongEnough(wanted)
  const passwordHash = await hashPassword(password)
  await database.transaction(async (transaction) => {
    if ((await changeStaff(transaction, staffId, { passwordHash })) === null) throw new AdministrationError('There is nobody with this ID')
    await endSessionsOfStaff(transaction, staffId, new Date(clock.now()), 'passwordReset')
    await clearAttempts(transaction, 'signIn', staffId)
  })
  return { password }
}

const lookedBackMilliseconds = 30 * 86_400_000

/** Ends the person's sessions; what was done before stays. @returns what is left for 担当替え, and the last 30 days' activity */
export async function disableStaff(database: Database, clock: Clock, staffId: string): Promise<WhatRemains> {
  await database.transaction(async (transaction) => {
    if ((await changeStaff(transaction, staffId, { isActive: false })) === null) throw new AdministrationError('There is nobody with this ID')
    await endSessionsOfStaff(transaction, staffId, new Date(clock.now()), 'staffDisabled')
  })
  return whatRemainsOf(database.reader, staffId, new Date(clock.now() - lookedBackMilliseconds).toISOString())
}

/** Back in service, with the password there was. @throws AdministrationError */
export async function enableStaff(database: Database, staffId: string): Promise<void> {
  await database.transaction(async (transaction) => {
    if ((await changeStaff(transaction, staffId, { isActive: true })) === null) throw new AdministrationError('There is nobody with this ID')
  })
}

export async function allStaff(database: Database): Promise<StaffMember[]> {
  return (await listStaff(database.reader)).map(staffMemberOf)
}

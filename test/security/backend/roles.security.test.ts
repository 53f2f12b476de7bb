/** Who may call what: the table of shared/domain/permissions.ts, tried procedure by procedure at the one door. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import type { SignedIn } from '#backend/core.ts'
import { createDispatch } from '#backend/dispatch.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Caller } from '#backend/core.ts'
import type { Sessions } from '#backend/staff/sessions.ts'
import { procedureNames } from '#shared/contract/desktop/handlers.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { roleNames, type Role } from '#shared/contract/records.ts'
import { mayCallProcedure, procedurePermissions, type ProcedureName } from '#shared/domain/permissions.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, type TestDesktop } from '#test/support/test-desktop.ts'

const folder = temporaryFolders()
let desktop: TestDesktop
const reached: string[] = []
/** Real door, real database, handlers that only say that they were reached. */
let call: (role: Role | null, name: ProcedureName) => Promise<string>

beforeAll(async () => {
  desktop = await openTestDesktop({ directory: folder(), clock: { now: () => Date.parse('2026-10-05T01:00:00.000Z') }, centralUrl: null })
  const handlers: Record<string, Record<string, () => Promise<unknown>>> = {}
  for (const name of procedureNames) {
    const [capability, verb] = name.split('.') as [string, string]
    handlers[capability] = { ...handlers[capability], [verb]: () => Promise.resolve(void reached.push(name)) }
  }
  const signedIn = (role: Role): SignedIn => ({ staff: { staffId: `the-${role}`, displayName: role, role, isActive: true }, staffId: `the-${role}`, sessionId: '01a20878-0000-7000-8000-000000000001', isOffline: false })
  const sessions = { of: (clientId: string) => (clientId === 'nobody' ? null : signedIn(clientId as Role)), lockedAt: () => null } as Partial<Sessions> as Sessions
  const dispatch = createDispatch(desktop.backend.core, sessions, handlers as unknown as Handlers<Caller>)
  call = async (role, name) => {
    try {
      await dispatch(name, {}, { clientId: role ?? 'nobody' })
      return 'reached'
    } catch (error) {
      return error instanceof DeskError ? error.kind : String(error)
    }
  }
})
afterAll(async () => {
  await desktop?.stop()
})

const auditOf = async (action: string) => await desktop.backend.core.database.reader.manager.find(auditEntity, { where: { action } })

describe('the table of roles', () => {
  it('names every procedure of the contract, and nothing else', () => {
    expect(Object.keys(procedurePermissions).sort()).toEqual([...procedureNames].sort())
  })

  it('lets nobody who has not signed in do more than enrol, sign in and look at the status', () => {
    expect(procedureNames.filter((name) => mayCallProcedure(null, name)).sort()).toEqual(['device.enrol', 'device.enrolment', 'session.current', 'session.finishExternal', 'session.methods', 'session.signIn', 'session.signOut', 'session.startExternal', 'system.status', 'system.watch'])
  })

  it('keeps the password of the letter and the number of the caller in different hands', () => {
    for (const role of roleNames) {
      const both = mayCallProcedure(role, 'notices.request') && mayCallProcedure(role, 'lots.confirmChallenge')
      expect([role, both]).toEqual([role, false])
      expect([role, mayCallProcedure(role, 'notices.approve') && mayCallProcedure(role, 'lots.confirmChallenge')]).toEqual([role, false])
    }
  })
})

describe.each([null, ...roleNames])('at the door, %s', (role) => {
  it.each(procedureNames)('%s', async (name) => {
    const before = (await auditOf(name)).length
    reached.length = 0
    const outcome = await call(role, name)
    if (mayCallProcedure(role, name)) {
      expect([outcome, reached]).toEqual(['reached', [name]])
      return
    }
    expect([outcome, reached]).toEqual([role === null ? 'NOT_SIGNED_IN' : 'FORBIDDEN', []])
    const entries = await auditOf(name)
    expect(entries.length).toBe(before + 1)
    expect(entries.at(-1)).toMatchObject({ outcome: 'refused', staffId: role === null ? null : `the-${role}` })
  })
})

it('a page cannot say who it is: signed in on one page is not signed in on another', async () => {
  expect(await refusalOf(desktop.page('other').calls.start({}))).toBe('NOT_SIGNED_IN')
  expect((await desktop.page('other').session.current({})).staff).toBeNull()
})

it('what is no procedure is not there', async () => {
  const dispatch = desktop.backend.dispatch as (name: string, input: unknown, context: { clientId: string }) => Promise<unknown>
  for (const name of ['nothing.here', '__proto__.toString', 'constructor.name', 'session.constructor', 'session']) {
    await expect(dispatch(name, {}, { clientId: 'x' })).rejects.toMatchObject({ kind: 'NOT_SIGNED_IN' })
  }
})

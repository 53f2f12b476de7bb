import { createContext, use } from 'react'
import type { CurrentSession, SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { mayCallProcedure, type ProcedureName } from '#shared/domain/permissions.ts'
import { useDeskAction, useDeskQuery } from './use-desk.ts'

const currentKey = ['session', 'current', null] as const

export const useCurrentSession = () => useDeskQuery<CurrentSession>('session', 'current', null, (desk, signal) => desk.session.current({}, { signal }))

export const useSignIn = () =>
  useDeskAction(
    (desk, input: { staffId: string; password: string }) => desk.session.signIn(input),
    (session, queries) => queries.setQueryData(currentKey, session),
  )

/** How people may sign in, asked anew as the line to central comes and goes. */
export const useSignInMethods = (central: SystemStatus['central'] | undefined) =>
  useDeskQuery('session', 'methods', central ?? null, (desk, signal) => desk.session.methods({}, { signal }), { keepPrevious: true })

export const useStartExternal = () => useDeskAction((desk, _input: null) => desk.session.startExternal({}))

export const useFinishExternal = () =>
  useDeskAction(
    (desk, input: { number: string }) => desk.session.finishExternal(input),
    (session, queries) => queries.setQueryData(currentKey, session),
  )

export const useSignOut = () =>
  useDeskAction(
    (desk, _input: null) => desk.session.signOut({}),
    (session, queries) => {
      // Nothing of one person stays for the next.
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      queries.setQueryData(currentKey, session)
      window.location.hash = ''
    },
  )

export const StaffContext = createContext<StaffMember | null>(null)

/** Who is signed in. @throws Error while nobody is */
export function useStaff(): StaffMember {
  const staff = use(StaffContext)
  if (staff === null) throw new Error('useStaff needs somebody signed in')
  return staff
}

/** Whether to show what calls this procedure; the backend decides again. */
export function useMay(): (procedure: ProcedureName) => boolean {
  const staff = use(StaffContext)
  return (procedure) => mayCallProcedure(staff?.role ?? null, procedure)
}

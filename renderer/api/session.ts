import { createContext, use, useEffect } from 'react'
import type { CurrentSession, SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { mayCallProcedure, type ProcedureName } from '#shared/domain/permissions.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useDeskAction, useDeskQuery } from './use-desk.ts'

const currentKey = ['session', 'current', null] as const
/** Who worked on this page last, for as long as something of theirs may be on it. */
const workerKey = ['session', 'worker', null] as const

export const useCurrentSession = () => useDeskQuery<CurrentSession>('session', 'current', null, (desk, signal) => desk.session.current({}, { signal }))

/** Keeps in mind whose work the page shows. @param worker null: nobody's */
export function useRememberWorker(worker: StaffMember | null): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (worker === null) return
    queries.setQueryDefaults(workerKey, { gcTime: Infinity })
    queries.setQueryData(workerKey, worker)
  }, [queries, worker])
}

/** Whoever it is goes on here: what another person had asked for is forgotten, the same person's is asked again. */
const goOn = (session: CurrentSession, queries: QueryClient): void => {
  const before = queries.getQueryData<StaffMember>(workerKey)
  const isOfWork = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== 'session'
  if (before !== undefined && before.staffId !== session.staff?.staffId) {
    queries.removeQueries({ predicate: isOfWork })
    window.location.hash = ''
  }
  queries.setQueryData(currentKey, session)
  void queries.invalidateQueries({ predicate: isOfWork })
}

export const useSignIn = () =>
  useDeskAction((desk, input: { staffId: string; password: string }) => desk.session.signIn(input), goOn)

/** Covers the page at once; what is typed is saved first. @param save puts on disk what is not there yet */
export const useLock = (save: () => Promise<void>) => {
  const queries = useQueryClient()
  return useDeskAction(
    async (desk, _input: null) => {
      queries.setQueryData<CurrentSession>(currentKey, (session) => (session === undefined ? session : { ...session, isLocked: true }))
      // What cannot be saved now stays with the page, and is saved when its person is back.
      await save().catch(() => undefined)
      return await desk.session.lock({})
    },
    (session, after) => after.setQueryData(currentKey, session),
  )
}

export const useUnlock = () =>
  useDeskAction((desk, input: { password: string }) => desk.session.unlock(input), goOn)

/** Until it is known, and where it cannot be asked: as everywhere without an identity provider. */
export const passwordsOnly = { password: true, external: false, isOnline: true }

/** How people may sign in, asked anew as the line to central comes and goes. */
export const useSignInMethods = (central: SystemStatus['central'] | undefined) =>
  useDeskQuery('session', 'methods', central ?? null, (desk, signal) => desk.session.methods({}, { signal }), { keepPrevious: true })

export const useStartExternal = () => useDeskAction((desk, _input: null) => desk.session.startExternal({}))

export const useFinishExternal = () =>
  useDeskAction(
    (desk, input: { number: string }) => desk.session.finishExternal(input),
    goOn,
  )

/** @param onLeft told before the page hears of it */
export const useSignOut = (onLeft: () => void) =>
  useDeskAction(
    (desk, _input: null) => desk.session.signOut({}),
    (session, queries) => {
      onLeft()
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

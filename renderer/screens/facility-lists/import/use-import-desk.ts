import { useEffect, useSyncExternalStore } from 'react'
import type { StaffMember } from '#shared/contract/records.ts'
import { useLive } from '../../../api/live.tsx'
import { useStaff } from '../../../api/session.ts'
import { useDesk } from '../../../api/use-desk.ts'
import { createImportDesk, type ImportDesk, type ImportState } from './import-desk.ts'

/** One a signed-in person: gone with the session. */
const desks = new WeakMap<StaffMember, ImportDesk>()

/** The import this person is putting together, told of every job while somebody looks. */
export function useImportDesk(): { readonly importDesk: ImportDesk; readonly state: ImportState } {
  const desk = useDesk()
  const staff = useStaff()
  const { jobs } = useLive()
  const importDesk = desks.get(staff) ?? createImportDesk(desk)
  desks.set(staff, importDesk)
  const state = useSyncExternalStore(importDesk.subscribe, importDesk.read)
  useEffect(() => {
    for (const job of Object.values(jobs)) importDesk.note(job)
  }, [importDesk, jobs])
  return { importDesk, state }
}

import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../api/session.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { useMinute } from '../mailroom/use-minute.ts'

/** Promises to call back: the open ones, or also those of the last 30 days. */
export const useCallbacks = (withEnded = false, isEnabled = true) =>
  useDeskQuery('callbacks', 'list', { withEnded }, (desk, signal) => desk.callbacks.list({ withEnded }, { signal }), { isEnabled, keepPrevious: true })

/** Past its time: told by the clock of this machine too, since no event says that a minute went by. */
export const isLateAt = ({ state, dueAt }: Pick<CallbackView, 'state' | 'dueAt'>, now: Date): boolean => state === 'open' && Date.parse(dueAt) < now.getTime()

/** The late ones first, then by their time; ended ones last, newest first. */
export const inOrder = (callbacks: readonly CallbackView[]): CallbackView[] => {
  const open = callbacks.filter(({ state }) => state === 'open').toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))
  const ended = callbacks.filter(({ state }) => state !== 'open').toSorted((one, other) => other.dueAt.localeCompare(one.dueAt))
  return [...open, ...ended]
}

/** How many are late, everybody's: nobody's to forget. 0 for who does not call. */
export function useLateCallbacks(): number {
  const may = useMay()
  const isEnabled = may('callbacks.list')
  const callbacks = useCallbacks(false, isEnabled)
  const now = useMinute()
  return isEnabled ? (callbacks.data?.filter((one) => isLateAt(one, now)).length ?? 0) : 0
}

import type { ChangeView } from '#shared/contract/desktop/contract.ts'
import type { DiscardReason } from '#shared/domain/change-again.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'

export const useChanges = () => useDeskQuery('rejected', 'list', null, (desk, signal) => desk.changes.list({}, { signal }))

/** Whose changes wait on this desktop that this person is not shown; each name once. */
export function useOthersWithChanges(shown: readonly ChangeView[] | undefined): string[] {
  const all = useDeskQuery('rejected', 'everybodys', null, (desk, signal) => desk.system.rejectedChanges({}, { signal }))
  if (shown === undefined || all.data === undefined) return []
  const known = new Set(shown.map(({ mutationId }) => mutationId))
  return [...new Set(all.data.filter(({ mutationId }) => !known.has(mutationId)).map(({ staffName }) => staffName))]
}

export interface Chosen {
  readonly version: number
  readonly choices: Record<string, 'mine' | 'theirs'>
}

export const useRetry = (mutationId: string) =>
  useDeskAction((desk, chosen: Chosen | null) => desk.changes.retry({ mutationId, ...chosen }), (reply, queries) => {
    if (reply.outcome === 'sent') void queries.invalidateQueries({ queryKey: ['rejected'] })
  })

export const useDiscard = (mutationId: string) =>
  useDeskAction((desk, reason: DiscardReason) => desk.changes.discard({ mutationId, reason }), (_reply, queries) => void queries.invalidateQueries({ queryKey: ['rejected'] }))

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDesk } from '../../../api/use-desk.ts'
import { beep } from './beep.ts'
import { createScanStation, type ScanState, type ScanStation } from './scan-station.ts'

/** The station of this lot; what it scans is told to every other part of the page. */
export function useScanStation(view: LotView): { readonly station: ScanStation; readonly state: ScanState } {
  const desk = useDesk()
  const queries = useQueryClient()
  const [station] = useState(() => {
    const { lotId } = view.lot
    return createScanStation(view, async (step, line) => {
      const result = step.kind === 'mark'
        ? await desk.lots.seal({ lotId, pieceMark: line })
        : await desk.lots.post({ lotId, noticeId: step.piece.noticeId, trackingNumber: line })
      queries.setQueryData(['lots', 'get', lotId], result.lot)
      return result
    }, beep)
  })
  useEffect(() => station.look(view), [station, view])
  return { station, state: useSyncExternalStore(station.subscribe, station.read) }
}

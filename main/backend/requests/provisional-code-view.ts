/** A 仮コード request as the page shows it: its other half, how long it has waited, what it may have become. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ProvisionalCodeView } from '#shared/contract/desktop/request-procedures.ts'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { mayFill } from '#shared/domain/provisional-code-changes.ts'
import { wantedFacility } from '#shared/domain/provisional-code-migration.ts'
import type { Core } from '../core.ts'
import { provisionalCodeRequests } from '../database/record-repository.ts'
import { maskFacility } from '../facilities/masked-facility.ts'
import { currentCaseSettings } from '../office-documents/current-settings.ts'
import { byUrgency, caseCare } from './case-care.ts'
import { facilitiesItMayBe } from './offered-facility-repository.ts'

/** Looked up in one turn: each costs a fraction of a millisecond, and the backend goes on answering between. */
const lookUpsPerTurn = 20

/** What is late first, at most `limit`. */
export const provisionalCodeViews = async (core: Core, staffId: string, requests: readonly ProvisionalCodeRequestRecord[], limit: number): Promise<ProvisionalCodeView[]> => {
  const careOf = await caseCare(core, staffId, (await currentCaseSettings(core)).provisionalCodeLimits)
  const shown = requests.map((request) => ({ ...request, ...careOf(request) })).sort(byUrgency).slice(0, limit)
  const views: ProvisionalCodeView[] = []
  for (const request of shown) {
    if (views.length % lookUpsPerTurn === lookUpsPerTurn - 1) await nextTurn()
    const twin = request.twinRequestId === null ? null : await provisionalCodeRequests.get(core.database.reader.manager, request.twinRequestId)
    const wanted = mayFill(request.state) ? wantedFacility(request.form) : null
    const offered = wanted === null ? [] : facilitiesItMayBe(core.facilityList.handle(), wanted)
    views.push({ ...request, twinNumber: twin?.requestNumber ?? null, offeredFacilities: offered.map(maskFacility) })
  }
  return views
}

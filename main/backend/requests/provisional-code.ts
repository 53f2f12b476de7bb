/** provisionalCodeRequests.*: a facility about to open asks for a 仮コード (Q14–Q18). We take down and pass on; 支払基金 issues. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { openingTimeline } from '#shared/domain/opening-timeline.ts'
import { prefectureOfAddress } from '#shared/domain/prefectures.ts'
import { twinForms } from '#shared/domain/provisional-code-changes.ts'
import { decidedValue, provisionalCodeDuplicateKey, provisionalCodeNeeded } from '#shared/domain/provisional-code-request.ts'
import { requireOpenCall } from '../calls/handlers.ts'
import { audit, changed, historyEventOf, instantOf, nextNumber, requireSession, todayInJapan, type Caller, type Core } from '../core.ts'
import { provisionalCodeRequests } from '../database/record-repository.ts'
import { RequestFormNotDrawableError } from '../letters/provisional-code-request.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { currentCaseSettings, currentPolicy } from '../office-documents/current-settings.ts'
import { asNumber, createFill, createMove, requireComplete } from './provisional-code-steps.ts'
import { provisionalCodeViews } from './provisional-code-view.ts'
import { endedProvisionalCodes, openProvisionalCodes } from './request-repository.ts'
import { saveProvisionalCode } from './save-request.ts'

type Form = ProvisionalCodeRequestRecord['form']

/** One form, or both of a 併設 facility. @throws DeskError INVALID_INPUT where its type is not 医科 */
const formsOf = (form: Form, isTwin: boolean): readonly Form[] => {
  if (!isTwin) return [form]
  const twins = twinForms(form)
  if (twins === null) throw new DeskError('INVALID_INPUT', 'TWIN_TYPE')
  return [twins.medical, twins.dental]
}

const prefectureOf = (address: string | null): string | null => (address === null ? null : (prefectureOfAddress(address)?.number ?? null))

export const createProvisionalCodeHandlers = (core: Core, office: LetterOffice): Handlers<Caller>['provisionalCodeRequests'] => {
  const timelineOf = async (opening: string, prefectureNumber: string | null) =>
    openingTimeline({ opening, prefectureNumber, settings: await currentCaseSettings(core), today: todayInJapan(core) })
  /** What the cover sheet says beside the request. */
  const coverOf = async ({ form }: ProvisionalCodeRequestRecord) => {
    const opening = decidedValue(form.opening)
    const { sender } = await currentPolicy(core)
    return { sender, timeline: opening === null ? null : await timelineOf(opening, prefectureOf(decidedValue(form.facilityAddress))) }
  }
  return {
    record: async (input, caller) => {
      const session = requireSession(caller)
      if (!provisionalCodeNeeded({ designated: input.need.isDesignated, wantedAtOpening: input.need.isWantedAtOpening })) throw new DeskError('REFUSED', 'PROVISIONAL_CODE_NOT_NEEDED')
      requireComplete(input.form)
      const forms = formsOf(input.form, input.isTwin)
      const designationReceiptNumber = asNumber(input.designationReceiptNumber)
      const recorded = await core.database.write(async (manager) => {
        await requireOpenCall(manager, input.callId, session)
        const ids = forms.map(() => core.deps.ids.next())
        const requests: ProvisionalCodeRequestRecord[] = []
        for (const [index, form] of forms.entries()) {
          const requestNumber = await nextNumber(manager, core, 'K')
          await audit(manager, core, { staffId: session.staffId, action: 'provisionalCodeRequests.record', subject: requestNumber })
          requests.push(await saveProvisionalCode(manager, core, session, {
            requestId: ids[index] ?? '', version: 0, requestNumber, callId: input.callId, form, twinRequestId: ids[1 - index] ?? null,
            // The 受付番号 of a designation is of one half: which one, the caller has not been asked.
            designationReceiptNumber: index === 0 ? designationReceiptNumber : null,
            provisionalCode: null, facilityCode: null, assignedTo: null, state: 'received', requestedBy: session.staffId, requestedAt: instantOf(core),
            notes: input.notes, events: [await historyEventOf(manager, core, session.staffId, null, 'received', null)],
          }))
        }
        return requests
      })
      changed(core, 'provisionalCodeRequests')
      return recorded
    },
    duplicates: async ({ form }, caller) => {
      const key = provisionalCodeDuplicateKey(form)
      if (key === null) return []
      const open = await openProvisionalCodes(core.database.reader.manager)
      return await provisionalCodeViews(core, requireSession(caller).staffId, open.filter((request) => provisionalCodeDuplicateKey(request.form) === key), 20)
    },
    list: async ({ limit }, caller) => {
      const manager = core.database.reader.manager
      const open = await openProvisionalCodes(manager)
      const ended = open.length < limit ? await endedProvisionalCodes(manager, limit - open.length) : []
      return await provisionalCodeViews(core, requireSession(caller).staffId, [...open, ...ended], limit)
    },
    fill: createFill(core),
    move: createMove(core),
    timeline: async ({ opening, prefectureNumber }) => await timelineOf(opening, prefectureNumber),
    form: async ({ requestId }, caller) => {
      const session = requireSession(caller)
      const request = await provisionalCodeRequests.get(core.database.reader.manager, requestId)
      if (request === null) throw new DeskError('NOT_FOUND', 'REQUEST')
      try {
        const document = await office.drawRequestForm(request, { isSample: core.facilityList.state()?.isSample === true, cover: await coverOf(request) })
        await core.database.write(async (manager) => {
          await audit(manager, core, { staffId: session.staffId, action: 'provisionalCodeRequests.form', subject: request.requestNumber })
        })
        return { fileName: `仮コード付番依頼書-${request.requestNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
      } catch (error) {
        if (!(error instanceof RequestFormNotDrawableError)) throw error
        throw new DeskError('REFUSED', 'FORM_NOT_DRAWABLE', { fields: [...new Set(error.problems.map((problem) => problem.fieldName))].join('、') }, { cause: error })
      }
    },
  }
}

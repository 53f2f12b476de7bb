/** mailroom.makePostingSlip and postingSlip: 差出票 of what this desk handed to the post. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord, PostingSlipRecord } from '#shared/contract/records.ts'
import { audit, changed, instantOf, nextNumber, requireSession, send, type Caller, type Core } from '../core.ts'
import { postingSlips } from '../database/record-repository.ts'
import { drawPostingSlip, type PostingSlipContent } from '../letters/posting-slip.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { currentPolicy } from '../office-documents/current-settings.ts'
import { mailDayView, readDay } from './day.ts'
import { noticesById } from './mail-repository.ts'

const mostPieces = 2000

/** Each kind of postage has a slip of its own: the counter takes them apart. */
const slipsOf = (pieces: readonly NoticeRecord[]): NoticeRecord[][] => {
  const byClass = Map.groupBy(pieces, (notice) => notice.postageClass)
  return [...byClass.values()].flatMap((ofClass) => {
    const parts: NoticeRecord[][] = []
    for (let from = 0; from < ofClass.length; from += mostPieces) parts.push(ofClass.slice(from, from + mostPieces))
    return parts
  })
}

const contentOf = async (core: Core, office: LetterOffice, slip: PostingSlipRecord): Promise<PostingSlipContent> => {
  const pieces = await noticesById(core.database.reader.manager, slip.noticeIds)
  const postage = office.postageClasses().find((known) => known.id === pieces[0]?.postageClass)
  if (postage === undefined) throw new DeskError('REFUSED', 'POSTAGE_CLASS_UNKNOWN')
  const { sender, postpaidApproval } = await currentPolicy(core)
  return {
    slipNumber: slip.slipNumber, postedOn: slip.postedOn, sender, postpaidApproval, postageName: postage.name,
    isSample: pieces.some((notice) => notice.facility.isSample),
    rows: pieces.map((notice) => ({
      recipient: `${notice.facility.name} 御中`, trackingNumber: notice.trackingNumber ?? '', declaredValueYen: null, feeYen: postage.feeYen,
      remark: postage.marks.filter((mark) => mark !== postage.name).join('・'),
    })),
  }
}

export const createPostingSlipHandlers = (core: Core, office: LetterOffice): Pick<Handlers<Caller>['mailroom'], 'makePostingSlip' | 'postingSlip'> => ({
  makePostingSlip: async ({ date }, caller) => {
    const session = requireSession(caller)
    await core.database.write(async (manager) => {
      const { unlisted, deviceId } = await readDay(manager, core, date)
      if (unlisted.length === 0) throw new DeskError('REFUSED', 'NOTHING_TO_LIST')
      for (const pieces of slipsOf(unlisted)) {
        const slip: PostingSlipRecord = {
          slipId: core.deps.ids.next(), version: 0, slipNumber: await nextNumber(manager, core, 'S'), postedOn: date, deviceId,
          madeBy: session.staffId, madeAt: instantOf(core), noticeIds: pieces.map((notice) => notice.noticeId),
        }
        await postingSlips.save(manager, { ...slip, version: 1 })
        await send(manager, core, session, { type: 'postingSlip.saved', payload: slip, entity: 'postingSlip', entityId: slip.slipId })
        await audit(manager, core, { staffId: session.staffId, action: 'mailroom.postingSlipMade', subject: slip.slipNumber })
      }
    })
    changed(core, 'mailroom', 'notices')
    return await mailDayView(core.database.reader.manager, core, date)
  },
  postingSlip: async ({ slipId }, caller) => {
    const session = requireSession(caller)
    const slip = await postingSlips.get(core.database.reader.manager, slipId)
    if (slip === null) throw new DeskError('NOT_FOUND', 'POSTING_SLIP')
    const document = await drawPostingSlip(await contentOf(core, office, slip), { createdAt: new Date(slip.madeAt) })
    await core.database.write(async (manager) => {
      await audit(manager, core, { staffId: session.staffId, action: 'mailroom.postingSlip', subject: slip.slipNumber })
    })
    return { fileName: `差出票-${slip.slipNumber}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
  },
})

import { describe, expect, it } from '@jest/globals'
import { drawChallengeSheet } from '#backend/letters/challenge-sheet.ts'
import { drawNotices } from '#backend/letters/password-notice.ts'
import { drawProvisionalCodeRequest, readProvisionalCodeRequestTemplate } from '#backend/letters/provisional-code-request.ts'
import { defaultCaseSettings } from '#shared/domain/case-settings.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { openingTimeline } from '#shared/domain/opening-timeline.ts'
import { decided, undecided, type ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'
import { differingShare, goldenImage, greyOf } from './support/golden-image.ts'
import type { GreyImage } from './support/golden-image.ts'
import { createdAt, live, noticeLetter, setting } from './support/notices.ts'
import { readPage } from './support/read-pdf.ts'

const coveredForm: ProvisionalCodeForm = {
  facilityType: decided('clinic'), facilityName: undecided, facilityAddress: decided('東京都文京区本郷七丁目３番１号'), opening: decided('2027-06'),
  founder: { kind: 'legalPerson', name: '医療法人社団髙﨑会', representative: '理事長 𠮷邉 花子' }, qualifications: ['physician'], otherQualification: null,
  facilityTelephone: undecided, contactTelephone: '090-0000-0000', secondContactTelephone: null,
}
const timeline = openingTimeline({ opening: '2027-06', prefectureNumber: '13', settings: defaultCaseSettings, today: '2026-11-04' })

const mostDiffering = 0.001
const dotsPerInch = 100
const seen = async (bytes: Uint8Array): Promise<GreyImage> => greyOf((await readPage(bytes, 1, dotsPerInch)).pixels)
const founder = '医療法人社団髙﨑会 理事長 𠮷邉 花子'

describe('pages that were looked at', () => {
  it.each([
    ['password-notice', () => drawNotices([noticeLetter({ founder })], live)],
    ['password-notice-without-second-number', () => drawNotices([noticeLetter({ hasSecondNumber: false, founder: null, postageClass: 'registered', listKind: 'visitingNurse', facilityName: '訪問看護ステーションさくら中央' })], live)],
    ['provisional-code-cover', () => drawProvisionalCodeRequest(coveredForm, { requestNumber: 'K001-261104-001', requestedOn: '2026-11-04', createdAt, isSample: false, template: readProvisionalCodeRequestTemplate(), cover: { sender: defaultOfficePolicy.sender, timeline } })],
    ['challenge-sheet', () => drawChallengeSheet({ code: '4830', lotNumber: 'L001-261104-003', createdAt, envelope: setting.envelope })],
  ])('%s looks as it did', async (name, draw) => {
    const image = await seen(await draw())
    expect(differingShare(goldenImage(name, image), image)).toBeLessThan(mostDiffering)
  })

  it('sees a step that moved by a millimetre, and another envelope', async () => {
    const { template, envelope } = setting
    const moved = { ...template, layout: { ...template.layout, stepTops: template.layout.stepTops.map((top, index) => (index === 4 ? top + 1 : top)) } }
    const [asBefore, movedStep] = await Promise.all([drawNotices([noticeLetter()], live), drawNotices([noticeLetter()], { ...live, template: moved, envelope })])
    expect(differingShare(await seen(asBefore), await seen(movedStep))).toBeGreaterThan(mostDiffering)
    const [sheet, other] = await Promise.all([envelope, setting.otherEnvelopes[0]!].map((product) => drawChallengeSheet({ code: '4830', lotNumber: 'L1', createdAt, envelope: product })))
    expect(differingShare(await seen(sheet!), await seen(other!))).toBeGreaterThan(mostDiffering)
  })
})

/** Whether the guidance of a call ends in a letter: what was walked for the facility, else the question's card (shared/domain/notice-offer.ts). */
import type { CallRecord } from '#shared/contract/records.ts'
import { noticeIsOffered } from '#shared/domain/notice-offer.ts'
import type { GuidanceCards } from '../guidance/cards-in-use.ts'

/** @returns says of a call whether a letter is offered for one of its facilities, by the cards in use now */
export const noticeOffer = async (cards: GuidanceCards): Promise<(call: CallRecord, facilityCode: string) => boolean> => {
  const ends = new Map((await cards.inUse()).map(({ card }) => [card.name, card.end]))
  return (call, facilityCode) => noticeIsOffered({
    questionEnd: call.question === null ? null : (ends.get(call.question) ?? null),
    path: call.paths.findLast((path) => path.kind === 'logIn' && path.facilityCode === facilityCode) ?? null,
  })
}

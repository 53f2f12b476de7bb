/** Compares an e-mail address with the one on file, without ever showing either. */
import { timingSafeEqual } from 'node:crypto'
import type { CentralReply } from '#shared/contract/central/client.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { officeSecret } from '../office-keys/office-secret-repository.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { tokyoDate } from '../tokyo-date.ts'
import { currentVerificationRule } from '../office/current-settings.ts'
import { mailHash } from './mail-hash.ts'
import { countMailQuestion, mailHashesOf, recordMailQuestion } from './mail-question-repository.ts'

interface Question {
  readonly email: string
  readonly purpose: 'registered' | 'wanted'
}
type Answer = CentralReply<'compareMail'>['result']

const dayMilliseconds = 86_400_000
const tokyoOffset = 9 * 3_600_000
const secondsUntilTomorrow = (now: number): number => Math.ceil((dayMilliseconds - ((now + tokyoOffset) % dayMilliseconds)) / 1000)

/** Where nothing is on file, a stand-in is compared: the same work for every answer. */
const standIn = '0'.repeat(64)

function answerTo(purpose: Question['purpose'], hash: string, { onFile, isUsedElsewhere }: { onFile: string | null; isUsedElsewhere: boolean }): Answer {
  const isOwn = timingSafeEqual(Buffer.from(hash), Buffer.from(onFile ?? standIn)) && onFile !== null
  if (purpose === 'registered') return onFile === null ? 'notHeld' : isOwn ? 'match' : 'mismatch'
  return isOwn ? 'registeredHere' : isUsedElsewhere ? 'usedElsewhere' : 'free'
}

/**
 * Every question counts, also one that is refused: limits of the facility and of the person a day (Asia/Tokyo) are the
 * published rule's.
 * @throws Refusal INVALID_REQUEST for what is no address; NOT_FOUND; TOO_MANY_REQUESTS, and a supervisor is called
 */
export async function compareMail(database: Database, clock: Clock, caller: SessionCaller, facilityCode: string, { email, purpose }: Question): Promise<CentralReply<'compareMail'>> {
  const now = clock.now()
  const { staffId } = caller.staff
  const result = await database.transaction(async (transaction): Promise<Answer | 'limited'> => {
    const hash = mailHash(await officeSecret(transaction, 'mail'), email)
    if (hash === null) throw new Refusal('INVALID_REQUEST')
    if ((await findFacility(transaction, facilityCode)) === null) throw new Refusal('NOT_FOUND')
    const rule = await currentVerificationRule(transaction)
    const today = { day: tokyoDate(now), now }
    const ofFacility = await countMailQuestion(transaction, 'mailQuestionFacility', facilityCode, today)
    const ofStaff = await countMailQuestion(transaction, 'mailQuestionStaff', staffId, today)
    const isLimited = ofFacility > rule.mailQuestionsPerFacilityAndDay || ofStaff > rule.mailQuestionsPerOperatorAndDay
    await recordMailQuestion(transaction, { facilityCode, staffId, deviceId: caller.deviceId, at: new Date(now), details: { purpose, isLimited } })
    if (!isLimited) return answerTo(purpose, hash, await mailHashesOf(transaction, facilityCode, hash))
    await raiseAlert(transaction, { kind: 'mailQuestionLimit', raisedAt: new Date(now), deviceId: caller.deviceId, noticeId: null })
    return 'limited'
  })
  // Outside the transaction: what was counted and raised stays.
  if (result === 'limited') throw new Refusal('TOO_MANY_REQUESTS', secondsUntilTomorrow(now))
  return { result }
}

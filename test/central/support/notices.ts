/** Letters on their way. */
import { randomInt, randomUUID } from 'node:crypto'
import { hashPassword } from '#central/credentials/password-hash.ts'
import type { FacilityRecord, FacilitySnapshot, NoticeRecord, TemplateReference, VerificationRecord } from '#shared/contract/records.ts'
import { composePassword } from '#shared/domain/notice-password.ts'
import type { Desktop, SignedIn } from './desktop.ts'
import { notice, verification } from './records.ts'
import { clientOf, type TestCentral } from './test-central.ts'

export interface Letter {
  readonly notice: NoticeRecord
  readonly verification: VerificationRecord
  readonly pieceId: string
  readonly password: string
  readonly receiptNumber: string
}

/** A template's version and hash, where no test asks for a certain one. */
export const template: TemplateReference = { version: '2026-10', hash: 'a'.repeat(64) }

/** A letter for a caller just verified, not yet requested. */
export async function composeLetter(
  desk: Desktop, operator: SignedIn, of: FacilityRecord, more: Partial<NoticeRecord> = {}, verifiedAs: Partial<VerificationRecord> = {},
): Promise<Letter> {
  const verified = verification(operator.staffId, of, verifiedAs)
  await desk.send(operator, 'verification.recorded', verified)
  return {
    notice: notice(operator.staffId, verified, more), verification: verified, pieceId: randomUUID().replaceAll('-', '').slice(0, 20),
    password: composePassword((bound) => randomInt(bound)).groups.join('-'), receiptNumber: String(randomInt(100_000, 999_999)),
  }
}

/** Verified and requested by an operator; its answer besides. */
export async function requestLetter(desk: Desktop, operator: SignedIn, of: FacilityRecord, more: Partial<NoticeRecord> = {}): Promise<{ letter: Letter; answer: string }> {
  const letter = await composeLetter(desk, operator, of, more)
  const answer = await desk.send(operator, 'notice.requested', { notice: letter.notice, receiptVerifier: await hashPassword(letter.receiptNumber) })
  return { letter, answer }
}

interface HandInChange {
  readonly validUntil?: string
  readonly facility?: FacilitySnapshot
  readonly lotId?: string
  readonly template?: TemplateReference
  /** Default: computed from the letter's password. */
  readonly passwordVerifier?: string
}

/** Hands in the letter's verifier; null = accepted, else the code. */
export async function handInVerifier(test: TestCentral, mailroom: SignedIn, letter: Letter, more: HandInChange = {}): Promise<string | null> {
  const facility = { ...letter.notice.facility, ...more.facility }
  const { results } = await clientOf(test.url, mailroom.session.accessToken).call('acceptVerifiers', {
    parameters: { lotId: more.lotId ?? randomUUID() },
    body: {
      pieces: [{
        noticeId: letter.notice.noticeId, pieceId: letter.pieceId, passwordVerifier: more.passwordVerifier ?? await hashPassword(letter.password.replaceAll('-', '')),
        validUntil: more.validUntil ?? '2026-11-04', facility, template: more.template ?? template,
      }],
    },
  })
  return results[0]?.code ?? null
}

/** The step of a piece, by its mark. */
export const pieceOf = (letter: Letter): { noticeId: string; pieceId: string } => ({ noticeId: letter.notice.noticeId, pieceId: letter.pieceId })

export async function postLetter(desk: Desktop, mailroom: SignedIn, letter: Letter): Promise<string[]> {
  const step = pieceOf(letter)
  return [
    await desk.send(mailroom, 'notice.printed', step),
    await desk.send(mailroom, 'notice.sealed', step),
    await desk.send(mailroom, 'notice.posted', { ...step, trackingNumber: '12345678901', postedOn: '2026-10-05' }),
  ]
}

import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import type { VerificationItem } from '#shared/domain/verification-result.ts'
import type { DeskClient } from '../../api/client.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { rememberedVerification, rememberVerification, typedFor } from './verification-memory.ts'

interface Case {
  readonly callId: string
  readonly facilityCode: string
}
const keyOf = (which: Case) => ['verifications', 'ofCase', which] as const

async function goOnOrBegin(desk: DeskClient, { callId, facilityCode }: Case): Promise<VerificationView> {
  const known = rememberedVerification(callId, facilityCode)
  if (known !== null) return await desk.verifications.get({ verificationId: known })
  const begun = await desk.verifications.begin({ callId, facilityCode, typed: typedFor(callId, facilityCode) })
  rememberVerification(callId, facilityCode, begun.verificationId)
  return begun
}

/** The verification of one facility of a call: begun at the first look, then the same one. */
export const useVerification = (callId: string, facilityCode: string, isEnabled = true) => {
  const which: Case = { callId, facilityCode }
  return useDeskQuery('verifications', 'ofCase', which, (desk) => goOnOrBegin(desk, which), { isEnabled })
}

export const useCompare = (which: Case) =>
  useDeskAction(
    (desk, input: { verificationId: string; item: VerificationItem; spoken: string; spokenTown?: string }) => desk.verifications.compare(input),
    (view, queries) => queries.setQueryData(keyOf(which), view),
  )

export const useConclude = (which: Case) =>
  useDeskAction(
    (desk, input: { verificationId: string }) => desk.verifications.conclude(input),
    (view, queries) => queries.setQueryData(keyOf(which), view),
  )

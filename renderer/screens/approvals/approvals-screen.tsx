import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { NoticeApprovals } from './notice-approvals.tsx'
import { OverrideNotices } from './override-notices.tsx'
import { VerificationApprovals } from './verification-approvals.tsx'

/** 承認: what a rule alone could not decide. */
export function ApprovalsScreen() {
  return (
    <Screen title={ja.approvals.title}>
      <VerificationApprovals />
      <NoticeApprovals />
      <OverrideNotices />
    </Screen>
  )
}

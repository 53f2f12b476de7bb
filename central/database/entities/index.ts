import { deviceEntity, enrolmentCodeEntity, portalCredentialEntity } from './device.ts'
import { facilityListEntity, portalAccountEntity } from './facility-list.ts'
import { auditEntity, mutationLogEntity, securityAlertEntity } from './log.ts'
import { noticeEntity, noticeEventEntity } from './notice.ts'
import { noticeReceiptEntity } from './notice-receipt.ts'
import { officeDocumentEntity } from './office.ts'
import { oidcEventEntity, oidcSignInEntity } from './oidc.ts'
import { recordEntities } from './record.ts'
import { refreshTokenEntity, sessionEntity, staffEntity } from './staff.ts'

export const entities = [
  staffEntity, sessionEntity, refreshTokenEntity, deviceEntity, enrolmentCodeEntity, portalCredentialEntity,
  facilityListEntity, portalAccountEntity, noticeEntity, noticeEventEntity, noticeReceiptEntity, ...Object.values(recordEntities),
  mutationLogEntity, auditEntity, securityAlertEntity, officeDocumentEntity, oidcSignInEntity, oidcEventEntity,
]

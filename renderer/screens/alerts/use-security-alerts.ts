import { useMay } from '../../api/session.ts'
import { useDeskQuery } from '../../api/use-desk.ts'

/** The alerts, asked only for those who may see them. */
export function useSecurityAlerts() {
  const may = useMay()
  return useDeskQuery('securityAlerts', 'list', null, (desk, signal) => desk.securityAlerts.list({}, { signal }), { isEnabled: may('securityAlerts.list') })
}

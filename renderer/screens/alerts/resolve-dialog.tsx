import { useDeskAction } from '../../api/use-desk.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { ja } from '../../strings/ja.ts'
import { alertWords, type SecurityAlert } from './alert-row.tsx'

const text = ja.alerts

/** What was found and done goes on record; a closed alert stays closed. */
export function ResolveDialog({ alert, onClose }: { readonly alert: SecurityAlert; readonly onClose: () => void }) {
  const resolve = useDeskAction(
    (desk, resolution: string) => desk.securityAlerts.resolve({ alertId: alert.alertId, resolution }),
    (_answer, queries) => void queries.invalidateQueries({ queryKey: ['securityAlerts'] }),
  )
  return <ReasonDialog title={text.resolveOf(alertWords(alert.kind).title)} hint={text.resolveHint} submit={text.resolve} isBusy={resolve.isPending} error={resolve.error} onClose={onClose} onSubmit={(resolution) => resolve.mutate(resolution, { onSuccess: onClose })} />
}

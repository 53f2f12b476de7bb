import Alert from '@mui/material/Alert'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.mailroom.close

/** How a lot ended. */
export function LotResult({ view: { lot } }: { readonly view: LotView }) {
  const { destruction } = lot
  if (destruction !== null && (destruction.sheets > 0 || lot.isPaperUncertain)) {
    const { sheets, staffId, witnessStaffId } = destruction
    const at = shortDateTime(destruction.at)
    return <Alert severity="success" role="status">{sheets > 0 ? text.destroyed(sheets, at, staffId, witnessStaffId) : text.foundNone(at, staffId, witnessStaffId)}</Alert>
  }
  return lot.state === 'abandoned'
    ? <Alert severity="warning" role="status">{text.abandoned}</Alert>
    : <Alert severity="success" role="status">{text.done}</Alert>
}

import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ArrowIcon from '@mui/icons-material/ArrowForwardOutlined'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.call.search.superseded

interface SupersededNoticeProps {
  readonly successor: { readonly facilityCode: string; readonly name: string | null }
  readonly onGoOn: (facilityCode: string) => void
}

/** Instead of the verification: an old facility leads on to the one of today, by Enter. */
export function SupersededNotice({ successor, onGoOn }: SupersededNoticeProps) {
  return (
    <Alert severity="info" role="status">
      <AlertTitle>{text.title}</AlertTitle>
      {successor.name === null ? text.unlisted(successor.facilityCode) : (
        <Box sx={{ display: 'grid', justifyItems: 'start', gap: 2 }}>
          {text.lead}
          <Button variant="contained" autoFocus endIcon={<ArrowIcon />} onClick={() => onGoOn(successor.facilityCode)} sx={{ whiteSpace: 'normal', textAlign: 'left' }}>
            {text.open}：{successor.name}（<FacilityCode code={successor.facilityCode} />）
          </Button>
        </Box>
      )}
    </Alert>
  )
}

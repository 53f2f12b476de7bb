import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../../api/session.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { shortDateTime } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { DocumentDialog } from '../document-dialog.tsx'
import { keepDay } from './keep-day.ts'

const text = ja.mailroom.day

/** 差出票: what was posted and stands on none yet, and the slips made. */
export function PostingSlips({ day }: { readonly day: MailDay }) {
  const may = useMay()
  const [shown, setShown] = useState<MailDay['slips'][number] | null>(null)
  const make = useDeskAction((desk, _input: null) => desk.mailroom.makePostingSlip({ date: day.date }), keepDay)
  return (
    <Panel heading={text.slips}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {make.isError ? <FailureNotice error={make.error} /> : null}
        {make.isSuccess ? <Alert severity="success" role="status">{text.slipMade}</Alert> : null}
        <Box sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap' }}>
          <Box sx={{ fontWeight: 600 }}>{day.notListed === 0 ? text.allListed : text.notListed(day.notListed)}</Box>
          {day.notListed > 0 && may('mailroom.makePostingSlip') ? <Button variant="contained" disabled={make.isPending} onClick={() => make.mutate(null)}>{text.makeSlip}</Button> : null}
        </Box>
        {day.slips.length === 0 ? <Box sx={{ color: colours.inkSoft }}>{text.slipsEmpty}</Box> : (
          <Box component="ul" aria-label={text.slips} sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {day.slips.map((slip) => (
              <Box component="li" key={slip.slipId} sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', py: 1.5, borderTop: `1px solid ${colours.line}` }}>
                <Box sx={{ fontWeight: 600, minWidth: 160 }}>{slip.slipNumber}</Box>
                <Box>{text.slipPieces(slip.noticeIds.length)}</Box>
                <Box sx={{ flex: 1, fontSize: typeScale.small, color: colours.inkSoft }}>{shortDateTime(slip.madeAt)}　{slip.madeByName}</Box>
                <Button size="small" aria-label={`${text.slipPdf} ${slip.slipNumber}`} onClick={() => setShown(slip)}>{text.slipPdf}</Button>
              </Box>
            ))}
          </Box>
        )}
      </Box>
      {shown === null ? null : <DocumentDialog title={text.slipOf(shown.slipNumber)} capability="mailroom" name="postingSlip" id={shown.slipId} ask={(desk, signal) => desk.mailroom.postingSlip({ slipId: shown.slipId }, { signal })} onClose={() => setShown(null)} />}
    </Panel>
  )
}

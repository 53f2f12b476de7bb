import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { FoundPiece } from '#shared/contract/desktop/contract.ts'
import { Panel } from '../../../parts/panel.tsx'
import { NoticeStateChip } from '../../../parts/state-chips.tsx'
import { day } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'

const text = ja.mailroom.returns

/** Numbers of registered mail are used again after some years: the address and the day of posting tell which it is. */
export function FoundPieces({ pieces, onChoose }: { readonly pieces: readonly FoundPiece[]; readonly onChoose: (piece: FoundPiece) => void }) {
  return (
    <Panel heading={text.several}>
      <Box sx={{ mb: 2 }}>{text.severalLead}</Box>
      <Box component="ul" aria-label={text.several} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {pieces.map((piece, index) => (
          <Box component="li" key={piece.noticeId} sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', py: 2, borderTop: `1px solid ${colours.line}` }}>
            <Button autoFocus={index === 0} onClick={() => onChoose(piece)}>{piece.noticeNumber}</Button>
            <Box sx={{ flex: 1, minWidth: 200 }}><Box component="strong">{piece.facilityName}</Box>　{piece.prefectureName}</Box>
            <Box>{piece.postedOn === null ? text.notPosted : text.posted(day(piece.postedOn))}</Box>
            <NoticeStateChip state={piece.state} />
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

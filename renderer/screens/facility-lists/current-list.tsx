import Box from '@mui/material/Box'
import Alert from '@mui/material/Alert'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.facilityLists

/** The list in use in one line, beside the heading of the screen. */
export function CurrentList({ list }: { readonly list: SystemStatus['facilityList'] }) {
  return (
    <Box component="section" aria-label={text.current} sx={{ display: 'flex', columnGap: 4, rowGap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {list === null ? <Box sx={{ color: colours.inkSoft }}>{text.none}</Box> : (
        <>
          <Box sx={{ fontWeight: 700 }}>{ja.status.list(list.count, list.version)}</Box>
          {list.updatedAt === null ? null : <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.updatedAt(fullDateTime(list.updatedAt))}</Box>}
          {list.isSample ? <Alert severity="info" sx={{ py: 0 }}>{text.sample}</Alert> : null}
        </>
      )}
    </Box>
  )
}

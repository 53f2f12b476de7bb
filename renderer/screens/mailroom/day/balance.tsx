import { Fragment } from 'react'
import Box from '@mui/material/Box'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { Panel } from '../../../parts/panel.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, fonts, typeScale } from '../../../theme/tokens.ts'

const text = ja.mailroom.day

/** 印刷 = 発送 + 廃棄 + 手元, large; whether it agrees in words too. */
export function Balance({ counts }: { readonly counts: MailDay['counts'] }) {
  const difference = counts.printed - counts.posted - counts.destroyed - counts.inHand
  const terms = [['printed', difference === 0 ? '＝' : '≠'], ['posted', '＋'], ['destroyed', '＋'], ['inHand', null]] as const
  const Icon = difference === 0 ? CheckIcon : WarningIcon
  return (
    <Panel heading={text.balance}>
      <Box role="img" aria-label={text.equation(counts)} sx={{ display: 'flex', alignItems: 'flex-end', gap: 5, flexWrap: 'wrap' }}>
        {terms.map(([name, sign]) => (
          <Fragment key={name}>
            <Box sx={{ textAlign: 'center' }}>
              <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft }}>{text[name]}</Box>
              <Box sx={{ fontSize: typeScale.giant, fontWeight: 700, lineHeight: 1.25, fontVariantNumeric: fonts.figures }}>{counts[name]}</Box>
            </Box>
            {sign === null ? null : <Box sx={{ fontSize: typeScale.display, fontWeight: 700, lineHeight: 2, color: colours.inkSoft }}>{sign}</Box>}
          </Fragment>
        ))}
      </Box>
      <Box role={difference === 0 ? undefined : 'alert'} sx={{ mt: 2, display: 'flex', gap: 1.5, alignItems: 'center', fontWeight: 600, color: difference === 0 ? colours.good : colours.bad }}>
        <Icon aria-hidden fontSize="small" />{difference === 0 ? text.agrees : text.differs(Math.abs(difference))}
      </Box>
      <Box sx={{ mt: 1, fontSize: typeScale.small, color: colours.inkSoft }}>{text.balanceLead}</Box>
    </Panel>
  )
}

import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Modal } from '../../parts/modal.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { CustodyCases, CustodyChains } from './custody-proof.tsx'
import { CustodyFacts } from './custody-facts.tsx'
import { CustodySteps } from './custody-steps.tsx'

const text = ja.custody

/** On paper: the page alone, whole, without buttons. */
const onPaper = {
  '@media print': {
    '#root, .MuiBackdrop-root, .MuiDialogActions-root': { display: 'none !important' },
    '.MuiDialog-root': { position: 'static !important' },
    '.MuiDialog-container': { display: 'block !important', height: 'auto !important' },
    '.MuiDialog-paper': { maxWidth: 'none !important', maxHeight: 'none !important', width: 'auto !important', margin: '0 !important', boxShadow: 'none !important' },
    '.MuiDialogContent-root': { overflow: 'visible !important' },
    '@page': { size: 'A4', margin: '14mm' },
  },
}

interface CustodyPageProps {
  readonly notice: { readonly noticeId: string; readonly noticeNumber: string }
  readonly onClose: () => void
}

/** 来歴: one piece on one page, each step with the audit entry that proves it. */
export function CustodyPage({ notice, onClose }: CustodyPageProps) {
  const asked = useDeskQuery('notices', 'custody', notice.noticeId, (desk, signal) => desk.notices.custody({ noticeId: notice.noticeId }, { signal }), { keepFor: 0 })
  return (
    <Modal
      title={text.title(notice.noticeNumber)} width="lg" onClose={onClose}
      actions={
        <>
          <Button startIcon={<PrintIcon />} disabled={asked.data === undefined} onClick={() => window.print()}>{text.print}</Button>
          <Button variant="contained" autoFocus onClick={onClose}>{ja.general.close}</Button>
        </>
      }
    >
      <GlobalStyles styles={onPaper} />
      <Box sx={{ mb: 3, color: colours.inkSoft }}>{text.lead}</Box>
      <Answer of={asked}>
        {(custody) => (
          <Box sx={{ display: 'grid', gap: 4 }}>
            <CustodyChains custody={custody} />
            <CustodyFacts custody={custody} />
            <CustodySteps custody={custody} />
            <CustodyCases custody={custody} />
          </Box>
        )}
      </Answer>
    </Modal>
  )
}

import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ShowIcon from '@mui/icons-material/VisibilityOutlined'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'

const text = ja.call.search.details

/** What is masked until compared, shown on demand: first what that means, then the row; every look is on record. */
export function FacilityDetails({ facilityCode }: { readonly facilityCode: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const reveal = useDeskAction((desk, _input: null) => desk.facilities.reveal({ facilityCode }))
  const close = () => {
    setIsOpen(false)
    // Another look is another entry on record.
    reveal.reset()
  }
  const shown = reveal.data
  return (
    <>
      <Button size="small" variant="text" startIcon={<ShowIcon />} onClick={() => setIsOpen(true)}>{text.open}</Button>
      {isOpen ? (
        <Modal
          title={text.title} onClose={close}
          actions={shown === undefined ? (
            <>
              <Button autoFocus onClick={close}>{ja.general.cancel}</Button>
              <Button variant="contained" disabled={reveal.isPending} onClick={() => reveal.mutate(null)}>{text.show}</Button>
            </>
          ) : <Button autoFocus onClick={close}>{ja.general.close}</Button>}
        >
          {reveal.isError ? <FailureNotice error={reveal.error} /> : null}
          {shown === undefined ? <Alert severity="warning">{text.warning}</Alert> : (
            <Box component="dl" role="status" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 4, rowGap: 2, '& dt': { color: colours.inkSoft }, '& dd': { m: 0, fontWeight: 600 } }}>
              {([
                [text.address, `${shown.postalCode === null ? '' : `〒${shown.postalCode.slice(0, 3)}-${shown.postalCode.slice(3)}　`}${shown.address}`],
                [text.telephone, shown.telephone], [text.founder, shown.founder], [text.manager, shown.manager], [text.designatedOn, shown.designatedOn],
              ] as const).map(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value ?? ja.general.none}</dd>])}
            </Box>
          )}
        </Modal>
      ) : null}
    </>
  )
}

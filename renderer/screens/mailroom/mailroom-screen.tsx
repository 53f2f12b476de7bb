import { useState } from 'react'
import Button from '@mui/material/Button'
import BackIcon from '@mui/icons-material/ArrowBackOutlined'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { LotDesk } from './lot-desk.tsx'
import { LotList } from './lot-list.tsx'
import { Queue } from './queue.tsx'

function OpenLot({ lotId }: { readonly lotId: string }) {
  const lot = useDeskQuery('lots', 'get', lotId, (desk, signal) => desk.lots.get({ lotId }, { signal }))
  return <Answer of={lot}>{(view) => <LotDesk view={view} />}</Answer>
}

/** 発送室: from the queue to the post office's counter. */
export function MailroomScreen() {
  const [lotId, setLotId] = useState<string | null>(null)
  return (
    <Screen title={ja.mailroom.title} actions={lotId === null ? undefined : <Button startIcon={<BackIcon />} onClick={() => setLotId(null)}>{ja.mailroom.backToQueue}</Button>}>
      {lotId === null ? (
        <>
          <Queue onStarted={setLotId} />
          <LotList onOpen={setLotId} />
        </>
      ) : <OpenLot key={lotId} lotId={lotId} />}
    </Screen>
  )
}

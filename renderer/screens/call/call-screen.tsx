import { useMemo } from 'react'
import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { NoCall } from './no-call.tsx'
import { OpenCall } from './open-call.tsx'
import { useOpenCall } from './use-open-call.ts'

/** 通話: one screen holds the whole call. */
export function CallScreen() {
  const open = useOpenCall()
  const call = useMemo(() => open.data ?? null, [open.data])
  if (call !== null) return <OpenCall key={call.callId} stored={call} />
  return (
    <Screen title={ja.call.title}>
      <Answer of={open}>{() => <NoCall />}</Answer>
    </Screen>
  )
}

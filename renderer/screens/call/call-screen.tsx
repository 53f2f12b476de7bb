import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { NoCall } from './no-call.tsx'
import { OpenCall } from './open-call.tsx'
import { useOpenCalls } from './use-open-call.ts'

/** 通話: one screen holds the call at hand; the others wait beside it. */
export function CallScreen() {
  const open = useOpenCalls()
  const call = open.data?.active ?? null
  if (call !== null) return <OpenCall key={call.callId} stored={call} parked={open.data?.parked ?? []} />
  return (
    <Screen title={ja.call.title}>
      <Answer of={open}>{({ parked }) => <NoCall parked={parked} />}</Answer>
    </Screen>
  )
}

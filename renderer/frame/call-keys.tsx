import { useMemo, useState } from 'react'
import { ResumeDialog } from '../screens/call/parked-calls.tsx'
import { useOpenCalls } from '../screens/call/use-open-call.ts'
import { ja } from '../strings/ja.ts'
import { useCommands, type Command } from './commands.tsx'
import { useKeys } from './use-keys.ts'

/** Back to a call on hold from every screen: Shift + F8, and F8 where no call is at hand to be parked. */
export function CallKeys() {
  const open = useOpenCalls()
  const [isChoosing, setIsChoosing] = useState(false)
  const parked = open.data?.parked ?? []
  const hasParked = parked.length > 0
  const choose = () => {
    if (hasParked) setIsChoosing(true)
  }
  // With a call at hand F8 is the call screen's: it puts that one on hold.
  useKeys({ 'Shift+F8': choose, ...(open.data?.active === null ? { F8: choose } : {}) })
  useCommands(useMemo((): Command[] => [{ id: 'resumeCall', label: ja.call.parked.listTitle, keys: ja.call.parked.listKey, isAvailable: hasParked, run: () => setIsChoosing(true) }], [hasParked]))
  return isChoosing && hasParked ? <ResumeDialog calls={parked} onClose={() => setIsChoosing(false)} /> : null
}

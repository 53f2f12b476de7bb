import { useEffect, useState } from 'react'
import { useDeskQuery } from '../../api/use-desk.ts'
import type { DocumentName } from './document-name.ts'

/** Milliseconds without a key stroke before what was typed is looked at. */
const pause = 400

/** What was typed, once the typing has paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

/** Problems of what was typed. The answer belongs to one text: that of an earlier one is shown only while the new one is asked for. */
export function useDocumentCheck({ kind, name }: DocumentName, text: string) {
  const paused = usePaused(text)
  const check = useDeskQuery('officeDocuments', 'check', { kind, name, text: paused }, (desk, signal) => desk.officeDocuments.check({ kind, name, text: paused }, { signal }), { keepPrevious: true, keepFor: 0 })
  return {
    problems: check.data?.problems ?? null,
    error: check.error,
    /** The answer is of the text as it stands. */
    isCurrent: paused === text && check.isSuccess && !check.isPlaceholderData,
    checkedText: paused,
  }
}

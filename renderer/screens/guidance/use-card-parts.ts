import { useCallback, useMemo, useState } from 'react'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { ja } from '../../strings/ja.ts'
import { useGuidanceKeys } from './use-guidance-keys.ts'

const text = ja.guidance.card

/** The folded parts of a card, opened and closed by a click and, for the one card an operator reads, by keys and from the palette. */
export function useCardParts({ hasKeys, hasMail }: { readonly hasKeys: boolean; readonly hasMail: boolean }) {
  const [isMailOpen, setIsMailOpen] = useState(false)
  const [isSourceOpen, setIsSourceOpen] = useState(false)
  const toggleMail = useCallback(() => setIsMailOpen((isOpen) => !isOpen), [])
  const toggleSource = useCallback(() => setIsSourceOpen((isOpen) => !isOpen), [])
  useGuidanceKeys({ ...(hasKeys && hasMail ? { mail: toggleMail } : {}), ...(hasKeys ? { source: toggleSource } : {}) })
  useCommands(useMemo((): Command[] => [
    { id: 'guidanceMail', label: text.toggleMail, keys: text.mailKey, isAvailable: hasKeys && hasMail, run: toggleMail },
    { id: 'guidanceSource', label: text.toggleSource, keys: text.sourceKey, isAvailable: hasKeys, run: toggleSource },
  ], [hasKeys, hasMail, toggleMail, toggleSource]))
  return { isMailOpen, isSourceOpen, toggleMail, toggleSource }
}

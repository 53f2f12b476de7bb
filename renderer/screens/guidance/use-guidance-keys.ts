import { useEffect, useRef } from 'react'

/** Keys of the guidance. No single letters: they belong to the fields and to the input method. */
export type GuidanceKey = 'search' | 'path' | 'mail' | 'source'

/** What a key stroke asks for, or null. */
export function guidanceKeyOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'isComposing'>): GuidanceKey | null {
  if (event.isComposing || event.metaKey || event.ctrlKey || event.shiftKey) return null
  if (event.key === 'F4') return event.altKey ? null : 'search'
  if (!event.altKey) return null
  const wanted: Readonly<Record<string, GuidanceKey>> = { KeyR: 'path', KeyM: 'mail', KeyG: 'source' }
  return wanted[event.code] ?? null
}

/** Listens wherever the focus is, but not under a dialog. Keys that are not named are left to others. */
export function useGuidanceKeys(actions: Partial<Record<GuidanceKey, () => void>>): void {
  const current = useRef(actions)
  useEffect(() => { current.current = actions })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const wanted = guidanceKeyOf(event)
      const act = wanted === null ? undefined : current.current[wanted]
      if (act === undefined || document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

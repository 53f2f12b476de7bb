import { useEffect } from 'react'

export interface ShortcutActions {
  startCall(): void
  openPalette(): void
  openCheatSheet(): void
  lock(): void
  /** From 0. */
  openScreen(index: number): void
}

/** What a key stroke asks for, or null. No single letters: they belong to the fields and to the input method. */
export function shortcutOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'isComposing'>): keyof ShortcutActions | { screen: number } | null {
  if (event.isComposing || event.metaKey) return null
  const isBare = !event.ctrlKey && !event.altKey && !event.shiftKey
  if (event.key === 'F2' && isBare) return 'startCall'
  if (event.key === 'F1' && isBare) return 'openCheatSheet'
  if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === 'k') return 'openPalette'
  if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'l') return 'lock'
  if (event.ctrlKey && !event.altKey && (event.key === '/' || event.code === 'Slash')) return 'openCheatSheet'
  const digit = /^Digit([1-9])$/u.exec(event.code)
  if (event.altKey && !event.ctrlKey && !event.shiftKey && digit !== null) return { screen: Number(digit[1]) - 1 }
  return null
}

/** Keys that work wherever the focus is. */
export function useShortcuts(actions: ShortcutActions): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const wanted = shortcutOf(event)
      if (wanted === null) return
      event.preventDefault()
      // A dialog that shows something once keeps the screen until it is answered.
      // Whoever leaves covers that too; it is there again when they come back.
      if (wanted !== 'lock' && document.querySelector('[data-holds-screen]') !== null) return
      if (document.querySelector('[data-cover]') !== null) return
      if (typeof wanted === 'object') actions.openScreen(wanted.screen)
      else if (wanted !== 'openScreen') actions[wanted]()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [actions])
}

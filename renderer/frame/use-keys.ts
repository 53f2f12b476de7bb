import { useEffect, useRef } from 'react'

/** "F8", "Shift+F8", "Alt+F2": function keys with what is held beside them, as browsers leave them free. */
type KeyBindings = Readonly<Partial<Record<string, () => void>>>

const nameOf = ({ key, altKey, ctrlKey, shiftKey }: KeyboardEvent): string => `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${key}`

/** Keys that work wherever the focus is, but neither under a dialog nor inside an input method's composition. */
export function useKeys(bindings: KeyBindings): void {
  const current = useRef(bindings)
  useEffect(() => { current.current = bindings })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.metaKey || event.repeat || event.defaultPrevented) return
      const act = current.current[nameOf(event)]
      if (act === undefined || document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

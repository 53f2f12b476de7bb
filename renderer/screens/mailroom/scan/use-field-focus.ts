import { useEffect, type RefObject } from 'react'

const takesText = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
  || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(element.type))

/** What a scanner types goes into the field, wherever the focus went meanwhile: the key is caught before it is lost. */
export function useFieldFocus(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isText = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey
      if (!isText || takesText(document.activeElement) || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
      field.current?.focus()
    }
    const comeBack = () => { if (document.activeElement === document.body) field.current?.focus() }
    window.addEventListener('keydown', listen, true)
    window.addEventListener('focus', comeBack)
    return () => {
      window.removeEventListener('keydown', listen, true)
      window.removeEventListener('focus', comeBack)
    }
  }, [field])
}

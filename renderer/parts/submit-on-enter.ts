import type { KeyboardEvent } from 'react'
import { isPlainEnter } from './composition.ts'

/**
 * Enter in any one-line field, select or choice sends what the dialog asks for: a form alone does so only where it has one
 * field, or its button inside. Several lines keep their Enter, buttons act for themselves.
 */
export const submitOnEnter = (submit: () => void) => (event: KeyboardEvent): void => {
  const target = event.target
  if (!isPlainEnter(event) || !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  event.preventDefault()
  submit()
}

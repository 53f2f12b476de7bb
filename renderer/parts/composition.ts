import type { KeyboardEvent } from 'react'

/** True while an input method still composes: its Enter accepts a conversion and must not act on the page. */
export const isComposing = (event: KeyboardEvent): boolean =>
  // keyCode 229 is what some input methods still send for the Enter that ends a composition.
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

export const isPlainEnter = (event: KeyboardEvent): boolean => event.key === 'Enter' && !isComposing(event)

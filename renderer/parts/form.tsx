import type { ReactNode } from 'react'
import { isComposing } from './composition.ts'

/** A form that Enter submits, but never the Enter that ends an input method's composition. */
export function Form({ onSubmit, label, children }: { readonly onSubmit: () => void; readonly label: string; readonly children: ReactNode }) {
  return (
    <form
      noValidate
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}

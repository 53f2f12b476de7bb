import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input'] as const
/** Milliseconds between two looks at the clock: a machine that slept is noticed at the first. */
const lookEvery = 5000

/**
 * Locks after so many minutes without a key, a scan or the mouse. Not while something the person asked for is under way: it is
 * waited for, and the time begins anew with its end.
 */
export function IdleLock({ minutes, onIdle }: { readonly minutes: number; readonly onIdle: () => void }): null {
  const queries = useQueryClient()
  useEffect(() => {
    let last = Date.now()
    const note = () => { last = Date.now() }
    const timer = setInterval(() => {
      if (queries.isMutating() > 0) note()
      else if (Date.now() - last >= minutes * 60_000) onIdle()
    }, lookEvery)
    for (const sign of signsOfLife) window.addEventListener(sign, note, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true })
    }
  }, [minutes, onIdle, queries])
  return null
}

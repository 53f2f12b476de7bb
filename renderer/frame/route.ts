import { useSyncExternalStore } from 'react'
import { screenNames, type ScreenName } from './screens.ts'

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}
const read = (): string => window.location.hash.replace(/^#\/?/u, '')

/** The screen the address names (kept over a reload), or null. Holds no data of a case. */
export function useRoute(): ScreenName | null {
  const hash = useSyncExternalStore(subscribe, read)
  return screenNames.find((name) => name === hash) ?? null
}

export function goTo(screen: ScreenName): void {
  window.location.hash = `#/${screen}`
}

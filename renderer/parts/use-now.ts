import { useEffect, useState } from 'react'

/**
 * The time, told anew every second while somebody waits for a moment to come. Milliseconds.
 * @param until ISO instant after which nothing changes any more; null = nothing to wait for
 */
export function useNow(until: string | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (until === null) return
    const end = Date.parse(until)
    const tick = () => {
      setNow(Date.now())
      if (Date.now() > end) clearInterval(timer)
    }
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until])
  return now
}

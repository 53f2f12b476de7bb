import { useEffect, useState } from 'react'

/** The time now, anew with each minute of the clock: for what counts down on the screen. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    // Again after each tick: a machine that slept is right again with the first one.
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (now.getTime() % 60_000))
    return () => clearTimeout(timer)
  }, [now])
  return now
}

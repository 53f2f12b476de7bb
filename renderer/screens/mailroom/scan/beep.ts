let context: AudioContext | null = null

/** One high tone = good; two low ones = look. Silent where the machine has no sound. */
export function beep(isGood: boolean): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const begin = context.currentTime
  for (const [offset, length] of isGood ? [[0, 0.12]] as const : [[0, 0.2], [0.28, 0.3]] as const) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.type = isGood ? 'sine' : 'square'
    tone.frequency.value = isGood ? 1320 : 220
    volume.gain.value = 0.08
    tone.connect(volume).connect(context.destination)
    tone.start(begin + offset)
    tone.stop(begin + offset + length)
  }
}

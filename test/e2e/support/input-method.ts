/** A Japanese input method, as the browser sees one: an open composition, the Enter that accepts it, the text it leaves. */
import type { Window } from './browser-world.ts'

export interface InputMethod {
  /** Types with the conversion still open. */
  compose(reading: string): Promise<void>
  /** Enter while the conversion is open: it belongs to the input method. */
  pressEnterInside(): Promise<void>
  /** Accepts the conversion as this text. */
  commit(text: string): Promise<void>
}

export const inputMethod = async ({ context, page }: Window): Promise<InputMethod> => {
  const devtools = await context.newCDPSession(page)
  return {
    compose: async (reading) => void (await devtools.send('Input.imeSetComposition', { text: reading, selectionStart: reading.length, selectionEnd: reading.length })),
    pressEnterInside: async () => {
      // 229 is the key code every browser gives a key stroke the input method has taken.
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
      await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 })
    },
    commit: async (text) => void (await devtools.send('Input.insertText', { text })),
  }
}

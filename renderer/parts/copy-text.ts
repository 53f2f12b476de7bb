/**
 * Puts a text on the clipboard, from a click or a key. Needs no permission: the desktop's window is refused all of them, that of the
 * clipboard interface too. @returns false where the text did not get there
 */
export function copyText(text: string): boolean {
  let isTaken = false
  const give = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    isTaken = true
  }
  document.addEventListener('copy', give)
  try {
    return document.execCommand('copy') && isTaken
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', give)
  }
}

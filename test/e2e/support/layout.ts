/** What does not fit: sideways scrolling anywhere, text cut off inside its box. */
import type { Page } from 'playwright-core'

/** One line for each thing that does not fit at the size the window has now. */
export const layoutFaults = async (page: Page): Promise<string[]> => await page.evaluate(() => {
  const nameOf = (element: Element) => `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? ''} 「${(element.textContent ?? '').trim().slice(0, 30)}」`
  // Fractions of a pixel are rounding.
  const isTooWide = (element: Element) => element.scrollWidth > element.clientWidth + 1
  const faults: string[] = []
  if (isTooWide(document.documentElement)) faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} > ${document.documentElement.clientWidth}`)
  for (const element of document.querySelectorAll('#root *, [role="dialog"], [role="dialog"] *')) {
    if (!(element instanceof HTMLElement) || element.clientWidth < 4 || element.clientHeight < 4 || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName)) continue
    const style = getComputedStyle(element)
    if (style.clipPath !== 'none' || style.visibility === 'hidden') continue
    if (style.overflowX !== 'visible' && isTooWide(element)) faults.push(`cut off or scrolls sideways: ${nameOf(element)}`)
    if (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 2 && (element.textContent ?? '').trim() !== '') faults.push(`cut off below: ${nameOf(element)}`)
    const box = element.getBoundingClientRect()
    if (element.tagName === 'BUTTON' && box.right > window.innerWidth + 1) faults.push(`outside the window: ${nameOf(element)}`)
  }
  return faults
})

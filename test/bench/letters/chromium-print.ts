/** The same letter as HTML, printed by Chromium: every text at its absolute position, fonts from their files. */
import { readFileSync, readdirSync } from 'node:fs'
import { launchBrowser } from '#test/e2e/support/browser.ts'
import { benchLetters } from './bench-letters.ts'
import { benchFonts, drawingList, hexGrey } from './drawing-list.ts'
import type { Drawn } from './drawing-list.ts'
import type { Engine } from './engine.ts'

const millimetres = (value: number): string => `${value.toFixed(3)}mm`

const markupOf = (drawn: Drawn): string => {
  if (drawn.kind === 'text') {
    // An em box whose baseline lies 0.88 below its top.
    const top = drawn.baseline - drawn.size * 0.88 * (25.4 / 72)
    return `<b style="left:${millimetres(drawn.left)};top:${millimetres(top)};font:${drawn.size}pt/1 ${drawn.typeface};letter-spacing:${millimetres(drawn.tracking)};color:${hexGrey(drawn.grey)}">${drawn.text.replace(/[&<>]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)}</b>`
  }
  if (drawn.kind === 'line') return `<line x1="${drawn.x1}" y1="${drawn.y1}" x2="${drawn.x2}" y2="${drawn.y2}" stroke="${hexGrey(drawn.grey)}" stroke-width="${drawn.width}"/>`
  if (drawn.kind === 'circle') return `<circle cx="${drawn.x}" cy="${drawn.y}" r="${drawn.radius}" fill="${hexGrey(drawn.grey)}"/>`
  const { left, top, right, bottom } = drawn.box
  const stroke = drawn.stroke === null ? '' : ` stroke="${hexGrey(drawn.stroke)}" stroke-width="${drawn.lineWidth}"`
  return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="${drawn.radius}" fill="${drawn.fill === null ? 'none' : hexGrey(drawn.fill)}"${stroke}/>`
}

const pageOf = (list: readonly Drawn[]): string => {
  const shapes = list.filter((drawn) => drawn.kind !== 'text').map(markupOf).join('')
  return `<section><svg viewBox="0 0 210 297">${shapes}</svg>${list.filter((drawn) => drawn.kind === 'text').map(markupOf).join('')}</section>`
}

const style = (): string => {
  const faces = Object.entries(benchFonts).map(([typeface, file]) => `@font-face{font-family:${typeface};src:url(data:font/ttf;base64,${readFileSync(file).toString('base64')})}`)
  return `${faces.join('')}@page{size:A4;margin:0}body{margin:0}section{position:relative;width:210mm;height:297mm;break-after:page;overflow:hidden}section:last-child{break-after:auto}svg{position:absolute;width:210mm;height:297mm}b{position:absolute;white-space:pre;font-weight:normal}`
}

/** Peak memory of every process under this one, from Linux's own account; null elsewhere. */
const peakOfDescendants = (): number | null => {
  if (process.platform !== 'linux') return null
  const status = readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/status`, 'utf8')
      const field = (key: string): number => Number(new RegExp(`^${key}:\\s*(\\d+)`, 'mu').exec(text)?.[1] ?? 0)
      return [{ processId: Number(name), parent: field('PPid'), peak: field('VmHWM') * 1024 }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
  const under = (parent: number): number => status.filter((one) => one.parent === parent).reduce((sum, one) => sum + one.peak + under(one.processId), 0)
  return under(process.pid)
}

export const createChromiumPrint = async (count: number): Promise<Engine> => {
  const lists = benchLetters(count).map(drawingList)
  const { browser, close } = await launchBrowser()
  let peak: number | null = null
  return {
    draw: async (wanted) => {
      const page = await browser.newPage()
      try {
        await page.setContent(`<!doctype html><html lang="ja"><style>${style()}</style><body>${lists.slice(0, wanted).map(pageOf).join('')}</body></html>`)
        await page.evaluate('document.fonts.ready.then(() => true)')
        const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true })
        peak = peakOfDescendants()
        return bytes
      } finally {
        await page.close()
      }
    },
    close,
    peakOfOthers: () => peak,
  }
}

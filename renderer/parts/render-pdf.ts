import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'

export interface RenderedPage {
  readonly canvas: HTMLCanvasElement
}

/** Pixels a PDF point: sharp on a screen of twice the density. */
const scale = 2

/** Draws every page. Stops early when the signal fires. @throws when it is no readable PDF */
export async function renderPdf(content: Blob, signal: AbortSignal): Promise<RenderedPage[]> {
  GlobalWorkerOptions.workerPort ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const loading = getDocument({ data: new Uint8Array(await content.arrayBuffer()) })
  const file = await loading.promise
  const pages: RenderedPage[] = []
  for (let number = 1; number <= file.numPages && !signal.aborted; number++) {
    const page = await file.getPage(number)
    const viewport = page.getViewport({ scale })
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(viewport.width)
    canvas.height = Math.round(viewport.height)
    await page.render({ canvas, viewport }).promise
    pages.push({ canvas })
  }
  await loading.destroy()
  return pages
}

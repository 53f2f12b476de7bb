import type { Painter } from './painter.ts'

/**
 * 見本 across the page, drawn before everything else and light enough that every text stays readable over
 * it. It keeps clear of the window: nothing but an address may show there, on a sample too.
 */
export function drawSampleMark(painter: Painter): void {
  painter.tiltedMark('見本', 105, 190, { typeface: 'gothicBold', size: 255, degrees: 32, grey: 0.86 })
}

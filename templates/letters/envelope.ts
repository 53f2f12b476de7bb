import { z } from 'zod'
import { millimetres } from './template-fields.ts'

/**
 * Envelope products (domain: post). All lengths in millimetres. The window is given over the folded
 * sheet in its middle position; `play` is how far the sheet can slide from there to each side.
 */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const sheetWidth = 210
/** A piece mark and three lines of an address need about this much. */
const leastAlwaysVisible = { width: 45, height: 20 }

const play = z.strictObject({
  left: millimetres(0, 60),
  right: millimetres(0, 60),
  up: millimetres(0, 60),
  down: millimetres(0, 60),
})

export const envelopeProductSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/u, { error: '封筒の記号は半角の小文字・数字・ハイフンです' }),
    name: z.string().trim().min(1, { error: '封筒の名前を入力してください' }).max(60, { error: '封筒の名前は60文字以内です' }),
    envelope: z.strictObject({ width: millimetres(sheetWidth, 400), height: millimetres(90, 300) }),
    window: z.strictObject({
      left: millimetres(0, 200),
      top: millimetres(0, 200),
      width: millimetres(80, 200),
      height: millimetres(45, 200),
    }),
    folds: z.array(millimetres(50, 250)).min(1, { error: '折り位置を1つ以上入力してください' }).max(3, { error: '折り位置は3つまでです' }),
    play,
  })
  .superRefine((product, context) => {
    const refuse = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message })
    const firstFold = product.folds[0] ?? 0
    if (product.folds.some((fold, index) => index > 0 && fold <= (product.folds[index - 1] ?? 0))) {
      refuse(['folds'], '折り位置は上から順に並べてください')
    }
    if (firstFold > product.envelope.height) refuse(['folds', 0], `折った紙（${firstFold} mm）が封筒の高さより大きくなっています`)
    // Less play than the measures leave would promise a box that some envelopes do not show.
    if (product.play.left + product.play.right < product.envelope.width - sheetWidth) {
      refuse(['play'], `左右の動きは合わせて ${product.envelope.width - sheetWidth} mm 以上にしてください（封筒の幅 − 用紙の幅）`)
    }
    if (product.play.up + product.play.down < product.envelope.height - firstFold) {
      refuse(['play'], `上下の動きは合わせて ${product.envelope.height - firstFold} mm 以上にしてください（封筒の高さ − 折った紙の高さ）`)
    }
    const box = alwaysVisibleBox(product)
    if (box.right - box.left < leastAlwaysVisible.width || box.bottom - box.top < leastAlwaysVisible.height) {
      refuse(['window'], `紙が動いても必ず見える範囲が小さすぎます（${leastAlwaysVisible.width}×${leastAlwaysVisible.height} mm 以上が必要）`)
    }
    if (box.bottom > firstFold) refuse(['window'], '窓が最初の折り位置より下にかかっています')
  })

export type EnvelopeProduct = z.infer<typeof envelopeProductSchema>

export const envelopesSchema = z
  .strictObject({
    defaultProduct: z.string(),
    products: z.array(envelopeProductSchema).min(1, { error: '封筒を1つ以上登録してください' }),
  })
  .superRefine((envelopes, context) => {
    const ids = envelopes.products.map((product) => product.id)
    if (new Set(ids).size !== ids.length) context.addIssue({ code: 'custom', path: ['products'], message: '同じ記号の封筒が2つあります' })
    if (!ids.includes(envelopes.defaultProduct)) {
      context.addIssue({ code: 'custom', path: ['defaultProduct'], message: '既定の封筒が一覧にありません' })
    }
  })

export type Envelopes = z.infer<typeof envelopesSchema>

/** What the window shows wherever the sheet has slid to: only here may an address stand. */
export function alwaysVisibleBox({ window, play }: Pick<EnvelopeProduct, 'window' | 'play'>): Box {
  return {
    left: window.left + play.left,
    right: window.left + window.width - play.right,
    top: window.top + play.up,
    bottom: window.top + window.height - play.down,
  }
}

/** What the window shows for at least one position of the sheet: nothing but the address and the piece mark may stand here. */
export function everVisibleBox({ window, play }: Pick<EnvelopeProduct, 'window' | 'play'>): Box {
  return {
    left: window.left - play.right,
    right: window.left + window.width + play.left,
    top: window.top - play.down,
    bottom: window.top + window.height + play.up,
  }
}

/** The part of the sheet under the window when the sheet has slid by (right, down) from its middle. */
export function windowOverSheet({ window }: Pick<EnvelopeProduct, 'window'>, shift: { right: number; down: number }): Box {
  const left = window.left - shift.right
  const top = window.top - shift.down
  return { left, top, right: left + window.width, bottom: top + window.height }
}

/** True when two boxes share an area (touching edges do not count). */
export function boxesOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** True when `inner` lies inside `outer`, edges included. */
export function isInside(inner: Box, outer: Box): boolean {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
}

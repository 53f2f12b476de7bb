import type { LotView } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../strings/ja.ts'

/** The desk a lot belongs to, by the number in the lot's own (L002-…); once adopted the number no longer tells. */
export function deskOf(lot: LotView['lot']): string {
  const device = /^L(\d+)-/u.exec(lot.lotNumber)?.[1]
  return device === undefined || lot.adoptedFrom !== null ? ja.mailroom.otherDesk : ja.mailroom.desk(Number(device))
}

/** Where the hands go after a comparison. */
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import type { VerificationItem } from '#shared/domain/verification-result.ts'

/**
 * The item to ask after `compared`: a must that was wrong is asked again at once; else the next one still needed, in the order
 * of a call, then from the beginning. Null = nothing is missing.
 */
export function nextItem({ items, missing }: Pick<VerificationView, 'items' | 'missing'>, compared: VerificationItem): VerificationItem | null {
  const order = items.map(({ item }) => item)
  const isMust = items.find(({ item }) => item === compared)?.counts === 'must'
  if (isMust && missing.includes(compared)) return compared
  const place = order.indexOf(compared)
  return order.slice(place + 1).find((item) => missing.includes(item)) ?? order.find((item) => missing.includes(item)) ?? null
}

/** Found by its code or by name and town: the other one is not asked any more. */
export function itemsToShow({ items }: Pick<VerificationView, 'items'>): VerificationView['items'] {
  const isFound = (item: VerificationItem) => items.some((state) => state.item === item && (state.result === 'match' || state.result === 'close'))
  return items.filter(({ item, result }) => result !== 'notAsked' || !((item === 'nameAndTown' && isFound('facilityCode')) || (item === 'facilityCode' && isFound('nameAndTown'))))
}

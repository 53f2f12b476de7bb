/** What the search is narrowed to, and the keys for it. Kept for the call: the next caller begins with all of Japan. */
import { useCallback, useEffect, useState } from 'react'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { ja } from '../../strings/ja.ts'

export interface SearchFilters {
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
}
export const noFilters: SearchFilters = { prefectureNumber: null, listKind: null }
export const isFiltered = ({ prefectureNumber, listKind }: SearchFilters): boolean => prefectureNumber !== null || listKind !== null

/** Keys of the keyboard, not letters: they hold with the input method on, and under kana input. Digits but 0 lead to the screens. */
export const kindKeys: Readonly<Record<FacilityListKind, string>> = { medical: 'I', dental: 'S', pharmacy: 'Y', visitingNurse: 'H' }
export const prefectureKey = 'P'
export const clearKey = '0'

export type FilterKey = { readonly kind: FacilityListKind } | 'prefecture' | 'clear'

/** What a key stroke inside the search asks for, or null. */
export function filterKeyOf(event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): FilterKey | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (event.code === `Digit${clearKey}` || event.code === `Numpad${clearKey}`) return 'clear'
  if (event.code === `Key${prefectureKey}`) return 'prefecture'
  const kind = facilityListKinds.find((one) => event.code === `Key${kindKeys[one]}`)
  return kind === undefined ? null : { kind }
}

/** 東京都・薬局 */
export const filterText = ({ prefectureNumber, listKind }: SearchFilters): string =>
  [prefectureNumber === null ? null : (prefectureByNumber(prefectureNumber)?.name ?? null), listKind === null ? null : ja.general.facilityKinds[listKind]]
    .filter((name) => name !== null).join(ja.call.search.filters.separator)

const keyOf = (callId: string) => `searchFilters:${callId}`

const remembered = (callId: string): SearchFilters => {
  const [prefectureNumber = '', listKind = ''] = (sessionStorage.getItem(keyOf(callId)) ?? '').split(',')
  return { prefectureNumber: prefectureByNumber(prefectureNumber)?.number ?? null, listKind: facilityListKinds.find((one) => one === listKind) ?? null }
}

/** Also after the search was closed and opened again, and after a reload. */
export function useSearchFilters(callId: string): readonly [SearchFilters, (change: (before: SearchFilters) => SearchFilters) => void] {
  const [filters, setFilters] = useState(() => remembered(callId))
  useEffect(() => sessionStorage.setItem(keyOf(callId), `${filters.prefectureNumber ?? ''},${filters.listKind ?? ''}`), [callId, filters])
  const change = useCallback((next: (before: SearchFilters) => SearchFilters) => setFilters(next), [])
  return [filters, change]
}

import { useState } from 'react'
import type { CorrectionItem } from '#shared/contract/desktop/contract.ts'
import type { Replacement } from '#shared/domain/gaiji-correction.ts'
import { useDeskAction, useDeskQuery } from '../../../api/use-desk.ts'
import type { Typed } from './correction-form.tsx'

const limit = 100
/** A later list may bring the same item with other characters: that is another one. */
export const correctionKey = (item: CorrectionItem): string => `${item.facility.facilityCode} ${item.item} ${item.characters.map(({ character }) => character).join('')}`

/** The list of 外字 as a person works through it: what is done, put off, and typed so far. */
export function useCorrections() {
  const asked = useDeskQuery('facilityLists', 'corrections', limit, (desk, signal) => desk.facilityLists.corrections({ limit }, { signal }), { keepPrevious: true })
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [putOff, setPutOff] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({})
  const correct = useDeskAction(
    (desk, { item, replacements }: { item: CorrectionItem; replacements: Replacement[] }) => desk.facilityLists.correct({ facilityCode: item.facility.facilityCode, item: item.item, replacements }),
    (_answer, queries) => void queries.invalidateQueries({ queryKey: ['facilityLists'] }),
  )
  const all = asked.data?.items ?? []
  const open = all.filter((item) => !done.has(correctionKey(item)))
  const waiting = open.filter((item) => !putOff.has(correctionKey(item)))
  const current = open.find((item) => correctionKey(item) === chosen) ?? waiting[0] ?? null
  const left = Math.max(open.length, (asked.data?.total ?? 0) - (all.length - open.length))

  return {
    asked, open, current, left, putOffCount: open.length - waiting.length, correct,
    typedOf: (item: CorrectionItem): Typed => typed[correctionKey(item)] ?? {},
    isPutOff: (item: CorrectionItem): boolean => putOff.has(correctionKey(item)),
    type: (item: CorrectionItem, character: string, value: string) => setTyped((before) => ({ ...before, [correctionKey(item)]: { ...before[correctionKey(item)], [character]: value } })),
    choose: (item: CorrectionItem) => {
      correct.reset()
      setChosen(correctionKey(item))
    },
    putOff: (item: CorrectionItem) => {
      correct.reset()
      setChosen(null)
      setPutOff((before) => new Set([...before, correctionKey(item)]))
    },
    takeUpAgain: () => setPutOff(new Set()),
    save: (item: CorrectionItem, replacements: Replacement[], onSaved: () => void) => correct.mutate({ item, replacements }, {
      onSuccess: () => {
        setDone((before) => new Set([...before, correctionKey(item)]))
        setChosen(null)
        onSaved()
      },
    }),
  }
}

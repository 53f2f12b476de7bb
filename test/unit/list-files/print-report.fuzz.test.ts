import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dryRunRecord } from '#list-files/dry-run-record.ts'
import { inspectListFile } from '#list-files/inspect-list-file.ts'
import { withCheckDigit } from '#shared/domain/facility-code.ts'
import { printReport, readAll, type PrintedFacility } from './print-report-fixture.ts'

const character = fc.constantFrom(...'見本架空例示田中髙﨑𠮷渡邉内科医院クリニックＡＢＣ１２３－・々ヶ\uE38B\uE0DD　')
const text = fc.string({ unit: character, minLength: 1, maxLength: 30 }).map((value) => `本${value}院`)
const separated = fc.constantFrom(
  (code: string) => `${code.slice(0, 2)},${code.slice(2, 6)},${code.slice(6)}`,
  (code: string) => `${code.slice(0, 2)}-${code.slice(2, 6)}-${code.slice(6)}`,
  (code: string) => `${code.slice(0, 3)},${code.slice(3, 6)},${code.slice(6)}`,
  (code: string) => `${code.slice(0, 2)}・${code.slice(2, 6)}・${code.slice(6)}`,
  (code: string) => code,
  (code: string) => `${code.slice(0, 3)} ${code.slice(3, 6)}.${code.slice(6)}\n市医${code.slice(0, 2)}`,
  (code: string) => [...`${code.slice(0, 2)}-${code.slice(2)}`].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
)
const facilities = fc.uniqueArray(
  fc.record({
    number: fc.integer({ min: 100_000, max: 999_999 }),
    name: text,
    address: text,
    postalCode: fc.integer({ min: 10_000, max: 9_999_999 }).map((value) => String(value).padStart(7, '0')),
    telephone: fc.option(fc.constantFrom('0776-00-2640', '0770(00)1234', '０７７６－００－２６４０'), { nil: null }),
    founder: fc.option(text, { nil: null }),
    manager: fc.option(text, { nil: null }),
    departments: fc.array(fc.constantFrom('内　小', '一般　　 19', '病理', 'リハ　放'), { maxLength: 11 }),
    type: fc.constantFrom<[string, string[]]>(['hospital', ['総合病院']], ['hospital', ['地域医療', '支援病院']], ['hospital', ['病院']], ['clinic', ['診療所']]),
    status: fc.constantFrom<[string, string]>(['active', '現存'], ['suspended', '休止']),
    separate: separated,
  }),
  { selector: (facility) => facility.number, minLength: 1, maxLength: 6 },
)

const day = fc.constantFrom(['令和 8年 7月 1日', '2026-07-01'], ['平成31年 4月30日', '2019-04-30'], ['令和元年12月 1日', '2019-12-01'])

it('gives back what was printed, whatever the layout', async () => {
  const property = fc.asyncProperty(facilities, fc.boolean(), fc.boolean(), day, async (drawn, isOneRowEach, hasPageBreak, [printedDay, isoDay]) => {
    const printed = drawn.map(({ number, name, address, postalCode, telephone, founder, manager, departments, type, status, separate }): PrintedFacility => {
      const code = withCheckDigit(`181${number}`).slice(3)
      return {
        code: separate(code),
        name,
        address: `〒${postalCode.slice(0, 3)}－${postalCode.slice(3)}${address}`,
        telephone: telephone ?? '',
        founder: founder ?? '',
        manager: manager ?? '',
        designatedOn: '令5.10.23',
        departments,
        type: [...type[1], status[1]],
      }
    })
    const bytes = await printReport([{ prefecture: '[福井県]', heading: `[${printedDay}現在　医科　現存/休止]`, facilities: printed, isOneRowEach, pageBreakBefore: hasPageBreak ? [printed.length - 1] : [] }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(report.refused).toEqual([])
    // What is told before the reading is what the reading then finds.
    const { sheets, needs, problem } = await inspectListFile({ name: 'list.xlsx', bytes })
    expect([needs, problem]).toEqual([[], null])
    expect(sheets).toEqual(report.sheets.map(({ file, sheet, form, prefectureNumber, listKind, asOf }) => ({ file, sheet, form, prefectureNumber, listKind, asOf })))
    expect(report.coverage.map(({ asOf }) => asOf)).toEqual([isoDay])
    expect(records.map((record) => dryRunRecord(record.facility))).toEqual(
      drawn.map(({ number, name, address, postalCode, telephone, founder, manager, type, status }) => ({
        code10: withCheckDigit(`181${number}`),
        name,
        postal: postalCode,
        address,
        phone: telephone,
        founder,
        manager,
        designatedOn: '2023-10-23',
        type: type[0],
        status: status[0],
      })),
    )
  })
  await fc.assert(property, { numRuns: 25 })
})

/** What of readable files does not go into use, said to the person who imports. */
import { describePlace } from './list-file-error.ts'
import type { ListFilesReport } from './list-files-types.ts'
import type { Spared } from './spared-codes.ts'

export interface LeftOut {
  readonly file: string
  readonly sheet: string
  readonly row: number | null
  readonly message: string
}

/** Sheets that hold a part of what no other file covers: their facilities are left out. */
const sheetsLeftOut = (report: ListFilesReport): LeftOut[] =>
  report.sheets
    .filter((sheet) => !report.coverage.some(({ prefectureNumber, listKind }) => prefectureNumber === sheet.prefectureNumber && listKind === sheet.listKind))
    .map(({ file, sheet }) => ({ file, sheet, row: null, message: `${describePlace({ file, sheet })}: 併設の一覧です。同じ都道府県・種別の一覧がないため、このシートは取り込みませんでした。` }))

/** Facilities that only seem to be gone: said, because the next list decides. */
const facilitiesSpared = (report: ListFilesReport, spared: Spared): LeftOut[] =>
  spared.unnamed.map(({ prefectureNumber, listKind, count }) => {
    const first = report.sheets.find((sheet) => sheet.prefectureNumber === prefectureNumber && sheet.listKind === listKind)
    const place = { file: first?.file ?? '', sheet: first?.sheet ?? '' }
    return { ...place, row: null, message: `${describePlace(place)}: コードを読めない行があるため、一覧に見当たらない ${count} 件を閉鎖にしませんでした。コードを確かめた一覧で取り込み直してください。` }
  })

/** Sheets, spared facilities and refused rows, in this order. */
export const leftOutOf = (report: ListFilesReport, spared: Spared): LeftOut[] => [
  ...sheetsLeftOut(report),
  ...facilitiesSpared(report, spared),
  ...report.refused.map((row) => ({ file: row.file, sheet: row.sheet, row: row.row, message: row.message })),
]

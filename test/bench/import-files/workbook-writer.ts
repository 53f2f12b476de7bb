/** A workbook as raw XML: only what a print report needs, but with shared strings like those Excel writes. */
import { packEntry, zipOf } from './zip-writer.ts'

export interface SheetToWrite {
  readonly name: string
  /** From row 1; an empty row is written as none. Cell 0 is column A; '' is no cell. */
  readonly rows: Iterable<readonly string[]>
}

const escaped = (text: string): string => (/[&<>\n]/u.test(text) ? text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;') : text)
const columns = 'ABCDEFGHIJKLMNOP'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** `strings` = shared strings (as Excel), `inline` = in the cells (as some reporting programs). */
export type StringForm = 'strings' | 'inline'

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

export const writeWorkbook = (sheets: readonly SheetToWrite[], form: StringForm): { bytes: Buffer; rows: number } => {
  const shared = new Map<string, number>()
  let rowCount = 0
  const cell = (reference: string, text: string): string => {
    if (form === 'inline') return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
    let index = shared.get(text)
    if (index === undefined) shared.set(text, (index = shared.size))
    return `<c r="${reference}" s="1" t="s"><v>${index}</v></c>`
  }
  const parts = sheets.map(({ rows }, sheet) => {
    const pieces = [`${declaration}<worksheet xmlns="${main}"><sheetData>`]
    let number = 0
    for (const cells of rows) {
      number += 1
      let xml = ''
      for (let column = 0; column < cells.length; column += 1) if (cells[column] !== '') xml += cell(`${columns[column]!}${number}`, cells[column]!)
      if (xml === '') continue
      rowCount += 1
      pieces.push(`<row r="${number}">${xml}</row>`)
    }
    pieces.push('</sheetData></worksheet>')
    return packEntry(`xl/worksheets/sheet${sheet + 1}.xml`, utf8(pieces.join('')))
  })
  const type = (part: string, kind: string): string => `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const strings = form === 'inline' ? [] : [packEntry('xl/sharedStrings.xml', utf8(`${declaration}<sst xmlns="${main}">${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`))]
  const entries = [
    packEntry('[Content_Types].xml', utf8(`${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook.xml', 'sheet.main')}${sheets.map((_, sheet) => type(`worksheets/sheet${sheet + 1}.xml`, 'worksheet')).join('')}${form === 'inline' ? '' : type('sharedStrings.xml', 'sharedStrings')}</Types>`)),
    packEntry('_rels/.rels', utf8(`${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)),
    packEntry('xl/workbook.xml', utf8(`${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(({ name }, sheet) => `<sheet name="${escaped(name)}" sheetId="${sheet + 1}" r:id="rId${sheet + 1}"/>`).join('')}</sheets></workbook>`)),
    packEntry('xl/_rels/workbook.xml.rels', utf8(`${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, sheet) => `<Relationship Id="rId${sheet + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${sheet + 1}.xml"/>`).join('')}${form === 'inline' ? '' : `<Relationship Id="rIdS" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`}</Relationships>`)),
    ...strings, ...parts,
  ]
  return { bytes: zipOf(entries), rows: rowCount }
}

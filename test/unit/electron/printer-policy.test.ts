import { describe, expect, it } from '@jest/globals'
import { choosePrinter, isPhysicalPrinter, type InstalledPrinter } from '#electron/printer-policy.ts'

const printer = (name: string, more: Partial<InstalledPrinter> = {}): InstalledPrinter => ({ name, displayName: name, description: '', options: {}, ...more })

describe('physical printers', () => {
  it.each(['RICOH IM C3000 通知書室', 'Canon LBP9660Ci', 'Brother HL-L6400DW series', 'FUJIFILM Apeos C5570', 'EPSON LP-S7180', 'Kyocera TASKalfa 4054ci KX', '3F_mail_room', 'メール室プリンター'])(
    '%s', (name) => expect(isPhysicalPrinter(printer(name))).toBe(true))

  it.each([
    'Microsoft Print to PDF', 'Microsoft XPS Document Writer', 'Fax', 'ファックス', 'ＦＡＸ送信', 'OneNote (Desktop)', 'OneNote for Windows 10', 'Send To OneNote 2016',
    'Adobe PDF', 'CubePDF', 'いきなりPDF Driver', 'ＰＤＦ出力', 'DocuWorks Printer', 'Cups-PDF', 'Generic / Text Only', 'CutePDF Writer', 'Bullzip PDF Printer', 'Foxit Reader Printer',
    'Snagit 2024', 'RICOH IM C3000 (redirected 2)', 'RICOH IM C3000 (リダイレクト 2)', 'Microsoft Office Document Image Writer',
  ])('%s is refused', (name) => expect(isPhysicalPrinter(printer(name))).toBe(false))

  it('looks at the driver behind a harmless name', () => {
    expect(isPhysicalPrinter(printer('通知書プリンター', { options: { 'printer-make-and-model': 'Microsoft Print To PDF' } }))).toBe(false)
    expect(isPhysicalPrinter(printer('通知書プリンター', { description: 'Microsoft Shared Fax Driver' }))).toBe(false)
    expect(isPhysicalPrinter(printer('通知書プリンター', { displayName: 'XPS' }))).toBe(false)
  })

  it.each(['PORTPROMPT:', 'FILE:', 'nul:', 'SHRFAX:', 'XPSPort:', 'cups-pdf:/', 'C:\\Users\\a\\out.pdf', 'TS003', 'smtp://x'])('looks at the port: %s', (port) => {
    expect(isPhysicalPrinter(printer('通知書プリンター', { options: { 'device-uri': port } }))).toBe(false)
  })

  it('takes network and USB ports', () => {
    for (const port of ['IP_192.0.2.10', 'USB001', 'ipp://192.0.2.10/ipp/print', 'WSD-1234', 'lpd://printer/queue']) {
      expect(isPhysicalPrinter(printer('RICOH', { options: { 'device-uri': port, copies: 1 } }))).toBe(true)
    }
  })
})

describe('the allow-list', () => {
  const installed = [printer('Microsoft Print to PDF'), printer('Canon LBP'), printer('RICOH')]

  it('takes the first listed one that is there', () => {
    expect(choosePrinter(['Gone', 'RICOH', 'Canon LBP'], installed)).toMatchObject({ kind: 'chosen', printer: { name: 'RICOH' } })
  })
  it('never takes one that is not listed', () => {
    expect(choosePrinter([], installed)).toEqual({ kind: 'refused', reason: 'PRINTER_NOT_CONFIGURED' })
    expect(choosePrinter(['ricoh', 'RICOH '], installed)).toEqual({ kind: 'refused', reason: 'PRINTER_NOT_FOUND' })
  })
  it('refuses a listed one that makes files', () => {
    expect(choosePrinter(['Microsoft Print to PDF'], installed)).toEqual({ kind: 'refused', reason: 'PRINTER_NOT_PHYSICAL' })
  })
})

import { describe, expect, it, jest } from '@jest/globals'
import type { WebContentsPrintOptions } from 'electron'
import { createElectronLetterPrinter, type LetterWindow } from '#electron/electron-letter-printer.ts'
import { createLetterSource } from '#electron/letter-source.ts'
import type { InstalledPrinter } from '#electron/printer-policy.ts'

const letter = () => new TextEncoder().encode('%PDF-1.7 letter')
const ricoh: InstalledPrinter = { name: 'RICOH', displayName: 'RICOH', description: '', options: {} }

interface Behaviour {
  installed?: InstalledPrinter[]
  load?: (address: string) => Promise<void>
  print?: (options: WebContentsPrintOptions) => Promise<string | null>
  limit?: (milliseconds: number) => AbortSignal
}

const setUp = ({ installed = [ricoh], load, print, limit = () => new AbortController().signal }: Behaviour = {}) => {
  let token = 0
  const source = createLetterSource(() => `token-${token++}`)
  const fetched: string[] = []
  const destroyed = jest.fn()
  const printed = jest.fn(print ?? (() => Promise.resolve<string | null>(null)))
  const openWindow = jest.fn((): LetterWindow => ({
    load: load ?? (async (address) => {
      const response = source.handle(new Request(address))
      fetched.push(`${response.status} ${response.headers.get('content-type')} ${await response.text()}`)
    }),
    print: printed,
    destroy: destroyed,
  }))
  const printer = createElectronLetterPrinter({
    allowedPrinters: () => Promise.resolve(['RICOH']), installedPrinters: () => Promise.resolve(installed), source, openWindow, timeLimit: limit,
  })
  return { printer, source, fetched, destroyed, printed, openWindow }
}

const job = { jobName: 'L001', sheets: 2 }
const reason = (code: string) => ({ kind: 'FAILED', data: { reason: code } })

describe('printing letters', () => {
  it('prints what it was given, on the listed printer, as drawn', async () => {
    const { printer, fetched, printed, destroyed } = setUp()
    await printer.print(letter(), job)
    expect(fetched).toEqual(['200 application/pdf %PDF-1.7 letter'])
    expect(printed.mock.calls[0]?.[0]).toMatchObject({
      silent: true, deviceName: 'RICOH', pageSize: 'A4', margins: { marginType: 'none' }, scaleFactor: 100, copies: 1, pagesPerSheet: 1, duplexMode: 'simplex', landscape: false,
    })
    expect(printed.mock.calls[0]?.[0]).not.toHaveProperty('header')
    expect(destroyed).toHaveBeenCalledTimes(1)
  })

  it('says which printer it is, and that it is a real one', async () => {
    expect(await setUp().printer.describe()).toEqual({ name: 'RICOH', isLive: true })
    await expect(setUp({ installed: [] }).printer.describe()).rejects.toMatchObject(reason('PRINTER_NOT_FOUND'))
  })

  it('opens no window without a printer that may print', async () => {
    const { printer, openWindow } = setUp({ installed: [{ ...ricoh, options: { 'device-uri': 'FILE:' } }] })
    await expect(printer.print(letter(), job)).rejects.toMatchObject(reason('PRINTER_NOT_PHYSICAL'))
    expect(openWindow).not.toHaveBeenCalled()
  })

  it('prints nothing but PDF', async () => {
    const { printer, openWindow } = setUp()
    await expect(printer.print(new TextEncoder().encode('<html>'), job)).rejects.toMatchObject(reason('PRINTER_DOCUMENT_INVALID'))
    expect(openWindow).not.toHaveBeenCalled()
  })

  it.each([['Print job canceled', 'PRINTER_CANCELLED'], ['Invalid printer settings', 'PRINTER_SETTINGS_REFUSED'], ['Print job failed', 'PRINTER_FAILED'], ['', 'PRINTER_FAILED']])(
    'a failure %j is %s, and the window goes', async (failure, code) => {
      const { printer, destroyed } = setUp({ print: () => Promise.resolve(failure) })
      await expect(printer.print(letter(), job)).rejects.toMatchObject(reason(code))
      expect(destroyed).toHaveBeenCalledTimes(1)
    })

  it('does not print what did not load', async () => {
    const { printer, printed, destroyed } = setUp({ load: () => Promise.reject(new Error('gone')) })
    await expect(printer.print(letter(), job)).rejects.toMatchObject(reason('PRINTER_FAILED'))
    expect(printed).not.toHaveBeenCalled()
    expect(destroyed).toHaveBeenCalledTimes(1)
  })

  it('waits no longer than the limit, gives more time to more sheets, and withdraws the letter', async () => {
    const limits: number[] = []
    let offered = ''
    const { printer, source, destroyed } = setUp({
      load: (address) => {
        offered = address
        return Promise.resolve()
      },
      print: () => new Promise(() => {}),
      limit: (milliseconds) => {
        limits.push(milliseconds)
        return limits.length === 2 ? AbortSignal.abort() : new AbortController().signal
      },
    })
    await expect(printer.print(letter(), { ...job, sheets: 25 })).rejects.toMatchObject(reason('PRINTER_TIMED_OUT'))
    expect(limits).toEqual([30_000, 185_000])
    expect(destroyed).toHaveBeenCalledTimes(1)
    expect(source.handle(new Request(offered)).status).toBe(404)
  })

  it('prints one after the other, also after a failure', async () => {
    const order: string[] = []
    let failNext = true
    const { printer } = setUp({
      print: async () => {
        order.push('begin')
        await Promise.resolve()
        order.push('end')
        if (!failNext) return null
        failNext = false
        return 'Print job failed'
      },
    })
    const results = await Promise.allSettled([printer.print(letter(), job), printer.print(letter(), job)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(order).toEqual(['begin', 'end', 'begin', 'end'])
  })
})

describe('letters on their way', () => {
  it('are handed out once', async () => {
    const source = createLetterSource()
    const { address } = source.offer(letter())
    expect(address).toMatch(/^desk-letter:\/\/letter\/[0-9a-f-]{36}$/)
    const first = source.handle(new Request(address))
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(await first.text()).toBe('%PDF-1.7 letter')
    expect(source.handle(new Request(address)).status).toBe(404)
  })

  it('are gone when withdrawn, and unknown addresses get nothing', () => {
    const source = createLetterSource()
    const offer = source.offer(letter())
    offer.withdraw()
    expect(source.handle(new Request(offer.address)).status).toBe(404)
    expect(source.handle(new Request('desk-letter://letter/guess')).status).toBe(404)
  })
})

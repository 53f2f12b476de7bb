import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { createCallSaver, type CallFields } from '#renderer/screens/call/call-saver.ts'

describe('saving while typing', () => {
  beforeEach(() => { jest.useFakeTimers() })
  afterEach(() => { jest.useRealTimers() })

  it('gathers for less than a second and sends the newest of each field once', async () => {
    const sent: CallFields[] = []
    const saver = createCallSaver((fields) => { sent.push(fields); return Promise.resolve() })
    saver.change({ callerName: '山' })
    saver.change({ callerName: '山田' })
    saver.change({ notes: 'x' })
    await jest.advanceTimersByTimeAsync(900)
    expect(sent).toEqual([{ callerName: '山田', notes: 'x' }])
    expect(saver.state()).toBe('saved')
  })

  it('keeps what failed, lets newer typing win, and tries again by itself', async () => {
    const sent: CallFields[] = []
    let isBroken = true
    const saver = createCallSaver((fields) => { sent.push(fields); return isBroken ? Promise.reject(new Error('down')) : Promise.resolve() })
    saver.change({ callerName: '山田', notes: 'a' })
    await jest.advanceTimersByTimeAsync(600)
    expect(saver.state()).toBe('failed')
    saver.change({ notes: 'ab' })
    isBroken = false
    await jest.advanceTimersByTimeAsync(3000)
    expect(sent.at(-1)).toEqual({ callerName: '山田', notes: 'ab' })
    expect(saver.state()).toBe('saved')
  })

  it('flush rejects when it could not be saved, so that a call is not finished over it', async () => {
    const saver = createCallSaver(() => Promise.reject(new Error('down')))
    saver.change({ notes: 'a' })
    await expect(saver.flush()).rejects.toThrow('down')
  })
})

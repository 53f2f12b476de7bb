import { describe, expect, it } from '@jest/globals'
import { ORPCError } from '@orpc/client'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { deskFailure } from '#renderer/api/desk-failure.ts'
import { reconnectDelay } from '#renderer/api/watch.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'

describe('failures', () => {
  it('keeps kind, reason and facts of the contract over the wire', async () => {
    const desk = fakeDesk({ 'calls.open': () => { throw new DeskError('REFUSED', 'LOT_STATE', { line: 3 }) } })
    const failure = await desk.calls.open({}).then(() => null, deskFailure)
    expect(failure).toMatchObject({ kind: 'REFUSED', reason: 'LOT_STATE', facts: { line: 3 } })
  })
  it('names what the library and the line say', () => {
    expect(deskFailure(new ORPCError('BAD_REQUEST')).kind).toBe('INVALID_INPUT')
    expect(deskFailure(new ORPCError('UNAUTHORIZED')).kind).toBe('HOST_REFUSED')
    expect(deskFailure(new ORPCError('INTERNAL_SERVER_ERROR')).kind).toBe('UNEXPECTED')
    expect(deskFailure(new TypeError('Failed to fetch')).kind).toBe('DISCONNECTED')
  })
  it('waits longer after each try, never more than five seconds', () => {
    const delays = Array.from({ length: 12 }, (_none, attempt) => reconnectDelay(attempt, () => 0))
    expect(delays[0]).toBe(300)
    expect(Math.max(...delays)).toBe(5000)
    expect(reconnectDelay(3, () => 1)).toBeLessThan(delays[3] ?? 0)
  })
})

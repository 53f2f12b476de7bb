import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { OpenCalls } from '#shared/contract/desktop/contract.ts'
import { callbackView } from '#test/support/fake-cases.ts'
import { facility, fakeDesk, openCall, status, verificationView } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

const hospital = facility('1318814790', '東京大学医学部附属病院')
const found = { ...hospital, matchedBy: 'telephone', successor: null, formerCode: null }

const ringing = (first: OpenCalls, at = new Date().toISOString()) => {
  let open = first
  let ring: () => void = () => undefined
  const asked: string[] = []
  const start = jest.fn((input: { telephone: string }) => {
    asked.push('start')
    return { ...openCall, callId: '019aa000-0000-7000-8000-0000000000bb', callbackTelephone: input.telephone }
  })
  const save = jest.fn((input: object) => {
    asked.push('save')
    return { ...openCall, ...input }
  })
  const park = jest.fn((_input: unknown) => {
    asked.push('park')
    open = { active: null, parked: open.active === null ? [] : [{ ...open.active, parked: { at, note: '' } }] }
    return open
  })
  const desk = fakeDesk({
    'calls.open': () => open, 'calls.start': start, 'calls.save': save, 'calls.park': park, 'facilities.get': () => ({ facility: hospital, accountState: 'registered', notices: [], successor: null, predecessors: [], formerNames: [], reading: null }),
    'verifications.begin': () => verificationView(hospital), 'calls.candidates': () => ({ facilities: [found], callbacks: [callbackView({ about: '通知書の到着確認' })] }),
    'system.watch': async function* () {
      yield { kind: 'status', status }
      await new Promise<void>((resolve) => { ring = resolve })
      yield { kind: 'incomingCall', telephone: '0338155411', at }
      await new Promise<void>(() => undefined)
    },
  })
  return { desk, asked, start, save, park, ring: () => ring() }
}

beforeEach(() => {
  window.location.hash = ''
  sessionStorage.clear()
})

describe('a call that rings', () => {
  it('says so with who it may be, opens nobody by itself, and leaves the hands where they type', async () => {
    const { desk, ring, start } = ringing({ active: openCall, parked: [] })
    const { user } = renderApp(desk)
    await user.type(await screen.findByLabelText('お名前'), '例示')
    ring()
    expect((await screen.findByRole('alert', { name: '着信' })).textContent).toContain('0338155411')
    expect(await screen.findByRole('button', { name: /^東京大学医学部附属病院/u })).toBeTruthy()
    expect(screen.getByRole('button', { name: /折り返しの約束：通知書の到着確認/u })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('お名前'))
    expect(start).not.toHaveBeenCalled()
  })

  it('is answered by a key: the call at hand is saved and parked, the number kept to call back', async () => {
    const { desk, ring, asked, start } = ringing({ active: openCall, parked: [] })
    const { user } = renderApp(desk)
    await user.type(await screen.findByLabelText('お名前'), '例示')
    ring()
    await screen.findByRole('alert', { name: '着信' })
    await user.keyboard('{Alt>}{F2}{/Alt}')
    await waitFor(() => expect([...new Set(asked)]).toEqual(['save', 'park', 'start']))
    expect(asked.at(-2)).toBe('park')
    expect(start).toHaveBeenCalledWith(expect.objectContaining({ telephone: '0338155411' }))
    await waitFor(() => expect((screen.getByLabelText('折り返し先電話番号') as HTMLInputElement).value).toBe('0338155411'))
    expect(screen.queryByRole('alert', { name: '着信' })).toBeNull()
  })

  it('opens the candidate that was chosen', async () => {
    const { desk, ring, save } = ringing({ active: null, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('navigation')
    ring()
    await user.click(await screen.findByRole('button', { name: /^東京大学医学部附属病院/u }))
    await waitFor(() => expect(save).toHaveBeenCalledWith(expect.objectContaining({ facilityCodes: [hospital.facilityCode] })))
  })

  it('goes away by Escape', async () => {
    const { desk, ring } = ringing({ active: null, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('navigation')
    ring()
    await screen.findByRole('alert', { name: '着信' })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('alert', { name: '着信' })).toBeNull()
  })

  it('is gone after a minute', async () => {
    const { desk, ring } = ringing({ active: null, parked: [] }, new Date(Date.now() - 60_000).toISOString())
    renderApp(desk)
    await screen.findByRole('navigation')
    ring()
    await waitFor(() => expect(screen.queryByRole('alert', { name: '着信' })).toBeNull())
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canMoveEmailChange, emailChangeAfterNotice, emailChangeAfterVerification, emailChangeStates, emailChangeTransitions, type EmailChangeState } from '#shared/domain/email-change-request.ts'
import { noticeStates } from '#shared/domain/notice.ts'
import { normaliseProvisionalNumber, provisionalCodeDuplicateKey, provisionalCodeStates, provisionalCodeTransitions, decided, emptyProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'

const machines: readonly (readonly [string, readonly string[], Readonly<Record<string, readonly string[]>>])[] = [
  ['e-mail change', emailChangeStates, emailChangeTransitions],
  ['仮コード', provisionalCodeStates, provisionalCodeTransitions],
]

describe.each(machines)('the states of a request: %s', (_name, states, transitions) => {
  const isEnded = (state: string): boolean => transitions[state]!.length === 0

  it('are all reached from 受付, by some walk', () => {
    const reached = new Set(['received'])
    for (const state of reached) for (const next of transitions[state]!) reached.add(next)
    expect([...reached].sort()).toEqual([...states].sort())
  })

  it('end for good: no walk leaves an ended state, and it can be cancelled until then', () => {
    fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
      let state = 'received'
      for (const choice of choices) {
        const next = transitions[state]!
        if (next.length === 0) {
          expect(isEnded(state)).toBe(true)
          return
        }
        expect(next).toContain('cancelled')
        state = next[choice % next.length]!
        expect(states).toContain(state)
      }
    }))
  })

  it('can always come to an end', () => {
    for (const state of states) {
      const reached = new Set([state])
      for (const one of reached) for (const next of transitions[one]!) reached.add(next)
      expect([...reached].some(isEnded)).toBe(true)
    }
  })
})

describe('an e-mail change request and what it waits for', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('verification' as const), isConfirmed: fc.boolean(), notice: fc.option(fc.constantFrom(...noticeStates)) }),
    fc.record({ kind: fc.constant('notice' as const), state: fc.constantFrom(...noticeStates) }),
    fc.record({ kind: fc.constant('person' as const), to: fc.constantFrom(...emailChangeStates) }),
  )

  it('goes on when its caller was verified, as far as its letter has come', () => {
    expect(emailChangeAfterVerification('received', true, null)).toBe('verified')
    expect(emailChangeAfterVerification('received', true, 'queued')).toBe('noticeArranged')
    expect(emailChangeAfterVerification('received', true, 'posted')).toBe('noticePosted')
    expect(emailChangeAfterVerification('received', true, 'cancelled')).toBe('verified')
    expect(emailChangeAfterVerification('received', false, 'queued')).toBe('received')
  })

  it('never leaves its end, whatever comes in whatever order', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state: EmailChangeState = 'received'
      for (const one of events) {
        const before: EmailChangeState = state
        if (one.kind === 'verification') state = emailChangeAfterVerification(state, one.isConfirmed, one.notice)
        else if (one.kind === 'notice') state = emailChangeAfterNotice(state, one.state)
        else if (canMoveEmailChange(state, one.to)) state = one.to
        if (emailChangeTransitions[before].length === 0) expect(state).toBe(before)
        if (before === 'received' && one.kind === 'notice') expect(state).toBe('received')
      }
    }))
  })

  it('is told twice without harm', () => {
    fc.assert(fc.property(fc.constantFrom(...emailChangeStates), fc.boolean(), fc.option(fc.constantFrom(...noticeStates)), (state, isConfirmed, notice) => {
      const once = emailChangeAfterVerification(state, isConfirmed, notice)
      expect(emailChangeAfterVerification(once, isConfirmed, notice)).toBe(once)
    }))
    fc.assert(fc.property(fc.constantFrom(...emailChangeStates), fc.constantFrom(...noticeStates), (state, notice) => {
      const once = emailChangeAfterNotice(state, notice)
      expect(emailChangeAfterNotice(once, notice)).toBe(once)
    }))
  })
})

describe('normalisation', () => {
  it('of a number is idempotent, and width does not matter', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9A-Za-z-]{1,20}$/u), (text) => {
      const wide = [...text].map((character) => (character === '-' ? '－' : String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0))).join('')
      expect(normaliseProvisionalNumber(wide)).toBe(normaliseProvisionalNumber(text))
      const number = normaliseProvisionalNumber(text)
      expect(number === null || normaliseProvisionalNumber(number) === number).toBe(true)
    }))
  })

  it('of a request says "the same" for the same founder and place, however written, and from both sides', () => {
    const founders = [['見本太郎', '見本　太郎'], ['医療法人髙見会', '医療法人高見会']] as const
    const places = [['福井市中央１－９－３０', '福井県福井市中央一丁目9番30号'], ['福井市中央２－１', '福井市中央二丁目１']] as const
    const side = fc.record({ founder: fc.nat(1), place: fc.nat(1), spelling: fc.tuple(fc.nat(1), fc.nat(1)) })
    const keyOf = ({ founder, place, spelling }: { founder: number; place: number; spelling: [number, number] }) => provisionalCodeDuplicateKey({
      ...emptyProvisionalCodeForm, facilityType: decided('clinic'), facilityAddress: decided(places[place]![spelling[0]]!), founder: { kind: 'individual', name: founders[founder]![spelling[1]]! },
    })
    fc.assert(fc.property(side, side, (one, other) => {
      expect(keyOf(one)).not.toBeNull()
      expect(keyOf(one) === keyOf(other)).toBe(one.founder === other.founder && one.place === other.place)
    }))
  })
})

import { describe, expect, it } from '@jest/globals'
import { isAcceptableVerifier } from '#shared/contract/central/verifier.ts'

const salt = 'c29tZXNhbHRzb21lc2FsdA'
const sum = 'A'.repeat(43)
const phc = (parameters: string) => `$argon2id$v=19$${parameters}$${salt}$${sum}`

describe('a verifier', () => {
  it('is an Argon2id hash neither too weak nor too costly', () => {
    expect(isAcceptableVerifier(phc('m=19456,t=2,p=1'))).toBe(true)
    for (const bad of [
      '123456', '', phc('m=1024,t=2,p=1'), phc('m=4194304,t=2,p=1'), phc('m=19456,t=100,p=1'), phc('m=19456,t=2,p=64'), phc('m=19456,t=0,p=1'),
      phc('m=19456,t=2,p=1').replace('argon2id', 'argon2i'), `${phc('m=19456,t=2,p=1')}\n`, phc('m=19456,t=2,p=1').slice(0, -1),
    ]) expect(isAcceptableVerifier(bad)).toBe(false)
  })
})

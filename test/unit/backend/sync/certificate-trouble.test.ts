import { describe, expect, it } from '@jest/globals'
import { isCertificateTrouble } from '#backend/sync/certificate-trouble.ts'
import { CentralUnreachable } from '#shared/contract/central/problem.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

describe('what is the matter with a certificate', () => {
  it('is known by the names Node and Chromium give it, however deep it lies', () => {
    for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']) {
      expect(isCertificateTrouble(new CentralUnreachable(new TypeError('fetch failed', { cause: withCode(code) })))).toBe(true)
    }
    expect(isCertificateTrouble(new CentralUnreachable(new Error('net::ERR_CERT_AUTHORITY_INVALID')))).toBe(true)
  })

  it('is not every failure of the network', () => {
    for (const error of [new CentralUnreachable(), new CentralUnreachable(new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') })), new Error('net::ERR_NAME_NOT_RESOLVED'), null]) {
      expect(isCertificateTrouble(error)).toBe(false)
    }
  })
})

/** The portal, as central sees it: a credential of its own and one thing it may ask for. */
import { createCentralClient } from '#shared/contract/central/client.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'

export interface TestPortal {
  /** @returns 'redeemed' or the code of the refusal */
  redeem(facilityCode: string, password: string, receiptNumber: string): Promise<string>
}

export const connectPortal = (baseUrl: string, token: string): TestPortal => {
  const client = createCentralClient({ baseUrl, fetch: globalThis.fetch, token })
  return {
    redeem: async (facilityCode, password, receiptNumber) => {
      try {
        await client.call('redeemNotice', { body: { facilityCode, password, receiptNumber } })
        return 'redeemed'
      } catch (error) {
        if (error instanceof CentralProblem) return error.code
        throw error
      }
    },
  }
}

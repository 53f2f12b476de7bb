/** The contract without a wire: for commands and tests, parsed and checked like everywhere else. */
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { DeskContract } from './contract.ts'
import { createRouter, type CallerContext, type Dispatch } from './router.ts'

export const createInProcessClient = (dispatch: Dispatch, clientId: string): ContractRouterClient<DeskContract> => {
  const context: CallerContext = { clientId }
  return createRouterClient<AnyRouter, Record<never, never>>(createRouter(dispatch) as AnyRouter, { context: context as never }) as ContractRouterClient<DeskContract>
}

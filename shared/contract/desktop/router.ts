/** Makes the RPC router every host serves out of one dispatch function. */
import { implement, ORPCError } from '@orpc/server'
import type { ProcedureName } from '../../domain/permissions.ts'
import { contract } from './contract.ts'
import { DeskError } from './errors.ts'
import { contractProcedure, procedureNames } from './handlers.ts'

/** What a host knows of the page that calls: made by the host, never by the page. */
export interface CallerContext {
  /** One page, window or command: sessions belong to it. */
  readonly clientId: string
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal | undefined
}

export type Dispatch = (name: ProcedureName, input: unknown, context: CallerContext) => Promise<unknown>

const asRpcError = (error: unknown) =>
  error instanceof DeskError ? new ORPCError(error.kind, { defined: true, data: error.data, message: error.message }) : error

/** The router of the whole contract; input and output are checked against it on the way. */
export const createRouter = (dispatch: Dispatch) => {
  const router: Record<string, Record<string, unknown>> = {}
  for (const name of procedureNames) {
    const [capability, verb] = name.split('.') as [string, string]
    const implementer = implement(contractProcedure(name)).$context<CallerContext>()
    router[capability] ??= {}
    router[capability][verb] = implementer.handler(async ({ input, context, signal }) => {
      try {
        return await dispatch(name, input, { ...context, signal })
      } catch (error) {
        throw asRpcError(error)
      }
    })
  }
  return implement(contract).$context<CallerContext>().router(router as never)
}
export type DeskRouter = ReturnType<typeof createRouter>

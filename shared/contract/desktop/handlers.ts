/** The contract as plain functions: what the backend implements, free of the RPC library. */
import type { AnyContractProcedure, InferContractRouterOutputs } from '@orpc/contract'
import type { ProcedureName } from '../../domain/permissions.ts'
import { contract, type DeskContract } from './contract.ts'

type Outputs = InferContractRouterOutputs<DeskContract>
type ParsedInput<C extends keyof DeskContract, P extends keyof DeskContract[C]> = DeskContract[C][P] extends { '~orpc': { inputSchema?: infer S } }
  ? S extends { '~standard': { types?: { output: infer O } | undefined } } ? O : never
  : never

/** An event stream may be any async iterator. */
type Streamed<T> = T extends AsyncIteratorObject<infer Event, unknown, unknown> ? AsyncIteratorObject<Event, unknown, void> : T

/** `Context` is what the host knows of the caller: the page cannot choose it. */
export type Handlers<Context> = {
  [C in keyof DeskContract]: {
    [P in keyof DeskContract[C]]: (input: ParsedInput<C, P>, context: Context) => Promise<P extends keyof Outputs[C] ? Streamed<Outputs[C][P]> : never>
  }
}

/** Every procedure of the contract, as noun.verb. */
export const procedureNames = Object.entries(contract).flatMap(([capability, procedures]) =>
  Object.keys(procedures).map((verb) => `${capability}.${verb}`)) as ProcedureName[]

export const contractProcedure = (name: ProcedureName): AnyContractProcedure => {
  const [capability, verb] = name.split('.') as [string, string]
  return (contract as Record<string, Record<string, AnyContractProcedure>>)[capability]![verb]!
}

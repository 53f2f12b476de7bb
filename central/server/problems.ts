import type { FastifyReply } from 'fastify'
import { centralProblems, problemContentType, type CentralProblemCode, type Problem } from '#shared/contract/central/problem.ts'

/** Of every answer: nothing keeps it, nothing takes it for something else than it says. */
export const headersOfAll = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

/** One body a code, byte for byte, unless there is something to wait for or to look up in the log. */
export function problemDocument(code: CentralProblemCode, more: Pick<Problem, 'instance' | 'retryAfter'> = {}): Problem {
  return { type: `urn:helpline-desk:problem:${code}`, ...centralProblems[code], code, ...more }
}

export async function sendProblem(reply: FastifyReply, code: CentralProblemCode, more: Pick<Problem, 'instance' | 'retryAfter'> = {}): Promise<void> {
  if (more.retryAfter !== undefined) void reply.header('retry-after', String(more.retryAfter))
  await reply.code(centralProblems[code].status).headers({ ...headersOfAll, 'content-type': problemContentType }).send(Buffer.from(JSON.stringify(problemDocument(code, more))))
}

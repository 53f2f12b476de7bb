/** The OpenAPI 3.1 document of the central API, made from the table of operations. */
import { z } from 'zod'
import { centralOperations, type Credential, type Operation } from './operations.ts'
import { centralProblems, problemContentType, problemSchema, type CentralProblemCode } from './problem.ts'

type Json = Record<string, unknown>

const securityNames: Readonly<Record<Credential, string | null>> = { none: null, device: 'device', session: 'session', portal: 'portal' }
const securitySchemes: Readonly<Record<string, Json>> = {
  device: { type: 'http', scheme: 'bearer', description: 'Token of an enrolled desktop' },
  session: { type: 'http', scheme: 'bearer', description: 'Access token of a person signed in on an enrolled desktop' },
  portal: { type: 'http', scheme: 'bearer', description: 'Credential of the portal' },
}

/** Errors any operation may answer, besides its own. */
const generalErrors: readonly CentralProblemCode[] = ['INVALID_REQUEST', 'PAYLOAD_TOO_LARGE', 'TOO_MANY_REQUESTS', 'INTERNAL', 'UNAVAILABLE']
const credentialErrors: readonly CentralProblemCode[] = ['UNAUTHENTICATED', 'FORBIDDEN']

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return rest
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const whole = schemaOf(schema, 'output') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name, in: place, required: place === 'path' || (whole.required ?? []).includes(name), schema: property,
  }))
}

function errorResponses(operation: Operation): Json {
  // Redemption has one answer for every failure but a wrong credential, so that a failure tells nothing.
  const general = operation.credential === 'portal' ? generalErrors.filter((code) => code !== 'INVALID_REQUEST' && code !== 'PAYLOAD_TOO_LARGE') : generalErrors
  const codes = new Set<CentralProblemCode>([...operation.errors, ...general, ...(operation.credential === 'none' ? [] : credentialErrors)])
  const byStatus = new Map<number, CentralProblemCode[]>()
  for (const code of codes) byStatus.set(centralProblems[code].status, [...(byStatus.get(centralProblems[code].status) ?? []), code])
  return Object.fromEntries([...byStatus].sort(([left], [right]) => left - right).map(([status, names]) => [
    String(status),
    {
      description: names.map((name) => `${name}: ${centralProblems[name].title}`).join('; '),
      content: { [problemContentType]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]))
}

function operationObject(name: string, operation: Operation): Json {
  const security = securityNames[operation.credential]
  const parameters = [...parametersOf(operation.parameters, 'path'), ...parametersOf(operation.query, 'query')]
  return {
    operationId: name,
    summary: operation.summary,
    security: security === null ? [] : [{ [security]: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(operation.reply, 'output') } } },
      ...errorResponses(operation),
    },
  }
}

/** Deterministic: equal contract, equal document. */
export function centralOpenApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, operation] of Object.entries<Operation>(centralOperations)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: operationObject(name, operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Helpline desk: central API',
      version: '1.0.0',
      description: 'What the desktops of the helpline share, and the endpoint by which the portal redeems a password notice. Bodies may be sent gzip-encoded. Errors are problem documents (RFC 9457) with a code.',
    },
    paths,
    components: { securitySchemes, schemas: { Problem: schemaOf(problemSchema, 'output') } },
  }
}

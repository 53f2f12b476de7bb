import { centralOpenApiDocument } from '#shared/contract/central/openapi.ts'

/** Where the checked-in document stands. */
export const documentFile = new URL('openapi.json', import.meta.url)

/** Exactly what stands in the file when it is up to date. */
export const documentText = (): string => `${JSON.stringify(centralOpenApiDocument(), null, 2)}\n`

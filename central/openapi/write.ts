/** `npm run openapi`: writes the OpenAPI document of the contract; a test compares it. */
import { writeFile } from 'node:fs/promises'
import { documentFile, documentText } from './document.ts'

await writeFile(documentFile, documentText())

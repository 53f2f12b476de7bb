import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { documentFile, documentText } from '#central/openapi/document.ts'

describe('the OpenAPI document', () => {
  it('is the contract\'s, as checked in (npm run openapi writes it)', async () => {
    expect(await readFile(documentFile, 'utf8')).toBe(documentText())
  })
})

/** Every error a backend can throw has a sentence a person can act on. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { mutationPayloads, rejectionCodes } from '#shared/contract/central/sync.ts'
import { deskErrorKinds } from '#shared/contract/desktop/errors.ts'
import { callerRoles, verificationOutcomes } from '#shared/contract/records.ts'
import { noticeReturnReasons, noticeStates } from '#shared/domain/notice.ts'
import { officeDocumentKinds, officeDocumentStates } from '#shared/domain/office-documents.ts'
import { verificationItems } from '#shared/domain/verification-result.ts'
import { failureText } from '#renderer/strings/failure-text.ts'
import { ja } from '#renderer/strings/ja.ts'

const root = process.cwd()
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
const reasonsThrown = [...new Set(sources('main/backend').flatMap((text) => [...text.matchAll(/new DeskError\('[A-Z_]+',\s*'([^']+)'/gu)].map((match) => match[1] ?? '')))]
const typeMembers = (file: string, type: string): string[] => {
  const text = readFileSync(join(root, file), 'utf8')
  const from = text.indexOf(`type ${type} =`)
  const to = text.indexOf('\n\n', from)
  return [...text.slice(from, to).matchAll(/[|=]\s*'([A-Za-z]+)'/gu)].map((match) => match[1] ?? '')
}
const sentence = /。$/u

describe('error sentences', () => {
  it.each([...deskErrorKinds])('kind %s', (kind) => {
    expect(failureText({ kind, reason: null, errorId: null, facts: {} })).toMatch(sentence)
  })
  it('finds the reasons the backend throws', () => {
    expect(reasonsThrown.length).toBeGreaterThan(20)
  })
  it.each(reasonsThrown)('reason %s has its own sentence', (reason) => {
    expect(ja.errors.reasons[reason]).toMatch(sentence)
  })
  it.each(typeMembers('shared/domain/notice.ts', 'NoticeRefusal'))('refusal of a notice %s', (reason) => {
    expect(ja.errors.reasons[reason]).toMatch(sentence)
  })
  it('an unknown reason falls back to its kind, and facts are filled in', () => {
    expect(failureText({ kind: 'OFFLINE', reason: 'NEWER_THAN_THIS_PAGE', errorId: null, facts: {} })).toBe(ja.errors.kinds.OFFLINE)
  })
})

describe('words of the domain', () => {
  it.each([...rejectionCodes])('rejection %s', (code) => {
    expect((ja.rejected.codes as Record<string, string>)[code]).toMatch(sentence)
  })
  it.each(typeMembers('shared/domain/verification-result.ts', 'ComparisonReason'))('comparison reason %s', (reason) => {
    expect((ja.verification.reasons as Record<string, string>)[reason]).toBeTruthy()
  })
  it.each(typeMembers('shared/domain/verification.ts', 'VerificationBecause'))('outcome reason %s', (reason) => {
    expect((ja.verification.because as Record<string, string>)[reason]).toMatch(sentence)
  })
  it.each(Object.keys(mutationPayloads))('change %s', (type) => {
    expect((ja.rejected.types as Record<string, string>)[type]).toBeTruthy()
  })
  it('names every step of a notice that is no state', () => {
    const steps = typeMembers('central/notices/move-notice.ts', 'NoticeFact')
    expect(steps.length).toBeGreaterThan(2)
    for (const step of steps) expect({ ...ja.requests.noticeStates, ...ja.requests.noticeSteps }).toHaveProperty(step)
  })
  it('names every state, role, item and outcome', () => {
    for (const state of noticeStates) expect(ja.requests.noticeStates[state]).toBeTruthy()
    for (const reason of noticeReturnReasons) expect(ja.requests.returnReasons[reason]).toBeTruthy()
    for (const kind of officeDocumentKinds) expect(ja.documents.kinds[kind]).toBeTruthy()
    for (const state of officeDocumentStates) expect(ja.documents.states[state]).toBeTruthy()
    for (const role of callerRoles) expect(ja.call.caller.roles[role]).toBeTruthy()
    for (const item of verificationItems) expect(ja.verification.items[item]).toBeTruthy()
    for (const outcome of verificationOutcomes) expect(ja.verification.outcomes[outcome]).toBeTruthy()
  })
})

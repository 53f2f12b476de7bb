/** A rule of 登録情報の確認 as if two people had published it. */
import { createHash, randomUUID } from 'node:crypto'
import { defaultVerificationRule, type VerificationRule } from '#shared/domain/verification-rule.ts'
import { now } from './records.ts'
import type { TestCentral } from './test-central.ts'

export async function useRule(test: TestCentral, more: Partial<VerificationRule>): Promise<void> {
  const text = JSON.stringify({ ...defaultVerificationRule, ...more })
  await test.central.database.transaction(async (transaction) => {
    await transaction.query(`update office_document set state = 'superseded' where kind = 'verificationRule' and state = 'published'`)
    await transaction.query(
      `insert into office_document (document_id, version, kind, name, state, text, hash, note, proposed_by, proposed_at, decided_by, decided_at)
       values ($1, 1, 'verificationRule', '', 'published', $2, $3, '', 'operator', $4, 'administrator', $4)`,
      [randomUUID(), text, createHash('sha256').update(text, 'utf8').digest('hex'), now],
    )
  })
}

import { useState } from 'react'
import { expect, it } from '@jest/globals'
import { fireEvent, screen, within } from '@testing-library/react'
import { caseSettingsSchema, defaultCaseSettings } from '#shared/domain/case-settings.ts'
import { defaultVerificationRule, verificationRuleSchema } from '#shared/domain/verification-rule.ts'
import { differencesOf, type JsonObject } from '#renderer/screens/documents/document-fields.ts'
import { CaseSettingsForm } from '#renderer/screens/documents/case-settings-form.tsx'
import type { DocumentFormProps } from '#renderer/screens/documents/field-inputs.tsx'
import { VerificationRuleForm } from '#renderer/screens/documents/verification-rule-form.tsx'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const draw = (Form: (props: DocumentFormProps) => React.JSX.Element, start: unknown) => {
  const held = { document: start as JsonObject }
  const Held = () => {
    const [document, setDocument] = useState(held.document)
    return <Form document={document} onChange={(next) => { held.document = next; setDocument(next) }} />
  }
  return { ...renderPart(fakeDesk(), <Held />), held }
}
const write = (field: string, words: string) => fireEvent.change(screen.getByRole('textbox', { name: field }), { target: { value: words } })

it('the rule of verification is edited field by field and stays a rule', async () => {
  const { user, held } = draw(VerificationRuleForm, defaultVerificationRule)
  await user.click(screen.getByRole('radio', { name: '支払基金' }))
  await user.click(screen.getByRole('checkbox', { name: '登録メールアドレス' }))
  await user.click(screen.getByRole('checkbox', { name: '最近の移転' }))
  expect((screen.getByRole('checkbox', { name: '番地' }) as HTMLInputElement).disabled).toBe(true)
  write('そのほかに合うことの数', '２')
  write('住所相違・一覧待ちの日数', '60')
  expect(verificationRuleSchema.parse(held.document)).toEqual({
    ...defaultVerificationRule, confirmedBy: 'client', plus: ['telephone', 'founder', 'manager', 'registeredMail'], musts: ['identification', 'addressNumbers'], plusNeeded: 2, addressWaitDays: 60,
  })
  expect(differencesOf(JSON.stringify(defaultVerificationRule), JSON.stringify(held.document))).toEqual([
    { place: '最後に決める人', before: '担当者', after: '支払基金' },
    { place: '必ず合うこと', before: '施設の特定（コード、または名称と町名）、番地、最近の移転', after: '施設の特定（コード、または名称と町名）、番地' },
    { place: 'そのほかに合うこと', before: '電話番号、開設者、管理者', after: '電話番号、開設者、管理者、登録メールアドレス' },
    { place: 'そのほかに合うことの数', before: '1', after: '2' },
    { place: '住所相違・一覧待ちの日数', before: '45', after: '60' },
  ])
})

it('limits and the deadlines of the bureaus are edited; a deadline can be taken away again', async () => {
  const { user, held } = draw(CaseSettingsForm, defaultCaseSettings)
  const limits = screen.getByRole('region', { name: '仮コード依頼：状態ごとの期限（営業日）' })
  fireEvent.change(within(limits).getByRole('textbox', { name: '支払基金へ' }), { target: { value: '15' } })
  write('折り返しの約束までの時間（分）', '90')
  await user.click(screen.getByRole('button', { name: '都道府県を追加' }))
  fireEvent.change(screen.getByRole('combobox', { name: '都道府県' }), { target: { value: '13' } })
  write('開設月の何か月前', '2')
  write('日', '5')
  write('出典（どこの、いつの案内か）', '関東信越厚生局 2026年11月の案内')
  expect(caseSettingsSchema.parse(held.document)).toEqual({
    ...defaultCaseSettings, callbackMinutes: 90, provisionalCodeLimits: { ...defaultCaseSettings.provisionalCodeLimits, forwarded: 15 },
    bureauDeadlines: [{ prefectureNumber: '13', monthsBefore: 2, dayOfMonth: 5, note: '関東信越厚生局 2026年11月の案内' }],
  })
  expect(differencesOf(JSON.stringify(defaultCaseSettings), JSON.stringify(held.document)).map(({ place, after }) => [place, after])).toContainEqual(['指定申請の締切 › 1 › 都道府県', '東京都'])
  await user.click(screen.getByRole('button', { name: '東京都 の締切を外す' }))
  expect(held.document['bureauDeadlines']).toEqual([])
})

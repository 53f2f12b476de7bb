/** Documents staff may change without code: proposed by one person, published by another (domain §4: changes of templates need two). */
export const officeDocumentKinds = ['passwordNotice', 'envelopes', 'policy', 'verificationRule', 'caseSettings', 'guidanceCard'] as const
/** ひな形（パスワード等通知書）, 封筒, 運用の設定, 登録情報の確認, 依頼の期限, 案内カード (one document a card, by its name). */
export type OfficeDocumentKind = (typeof officeDocumentKinds)[number]

export const officeDocumentStates = ['proposed', 'published', 'superseded', 'withdrawn'] as const
/** 承認待ち, 使用中, 旧版, 取り下げ. At most one of a kind (and name) is published. */
export type OfficeDocumentState = (typeof officeDocumentStates)[number]

/** Whoever proposed a document does not publish it. Ids of staff. */
export const mayPublishDocument = (facts: { readonly proposedBy: string; readonly publisherStaffId: string }): boolean => facts.proposedBy !== facts.publisherStaffId

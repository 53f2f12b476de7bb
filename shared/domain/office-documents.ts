/** Documents staff may change without code: proposed by one person, published by another (domain §4: changes of templates need two). */
export const officeDocumentKinds = ['passwordNotice', 'envelopes', 'policy'] as const
/** ひな形（パスワード等通知書）, 封筒, 運用の設定. */
export type OfficeDocumentKind = (typeof officeDocumentKinds)[number]

export const officeDocumentStates = ['proposed', 'published', 'superseded', 'withdrawn'] as const
/** 承認待ち, 使用中, 旧版, 取り下げ. At most one of a kind is published. */
export type OfficeDocumentState = (typeof officeDocumentStates)[number]

/** Whoever proposed a document does not publish it. Ids of staff. */
export const mayPublishDocument = (facts: { readonly proposedBy: string; readonly publisherStaffId: string }): boolean => facts.proposedBy !== facts.publisherStaffId

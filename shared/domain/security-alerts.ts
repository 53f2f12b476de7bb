/** What a supervisor is called to. */
export const securityAlertKinds = [
  /** The right password of a letter that has not been posted: somebody has read it. */
  'passwordUsedBeforePosting',
  /** A letter came back although it had been redeemed: somebody else used it. The portal is asked to suspend the account. */
  'returnedAfterRedeemed',
  /** The same piece mark was read on two sheets. */
  'duplicateSheet',
  /** A desktop's audit entries do not follow on from those central has. */
  'auditChainBroken',
  /** A refresh token was used a second time: the session may have been stolen. */
  'refreshTokenReused',
  /** A place in a desktop's sequence was used again with other content: an old copy of its database. */
  'sequenceReused',
  /** More questions about e-mail addresses than a facility or a person has a day: somebody may be trying out addresses. */
  'mailQuestionLimit',
] as const
export type SecurityAlertKind = (typeof securityAlertKinds)[number]

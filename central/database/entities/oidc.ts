import { EntitySchema } from 'typeorm'
import { integer, nullable, primary, text, time, uuid } from './columns.ts'

/** A sign-in through the identity provider that is under way. */
export interface OidcSignInRow {
  stateHash: string
  handleHash: string
  deviceId: string
  nonce: string
  codeVerifier: string
  expiresAt: Date
  status: 'waiting' | 'exchanging' | 'confirmed'
  /** Whom the provider named; null until then. */
  staffId: string | null
  /** Of the number the browser showed. */
  numberHash: string | null
  wrongNumbers: number
}
export const oidcSignInEntity = new EntitySchema<OidcSignInRow>({
  name: 'oidcSignIn',
  tableName: 'oidc_sign_in',
  columns: {
    stateHash: text('state_hash', primary), handleHash: text('handle_hash'), deviceId: uuid('device_id'), nonce: text('nonce'), codeVerifier: text('code_verifier'),
    expiresAt: time('expires_at'), status: text('status'), staffId: text('staff_id', nullable), numberHash: text('number_hash', nullable), wrongNumbers: integer('wrong_numbers'),
  },
})

export const oidcOutcomes = [
  'signedIn', 'unknownState', 'expired', 'refusedByProvider', 'noSuchPerson', 'personDisabled', 'unknownHandle', 'otherDevice', 'notConfirmed', 'wrongNumber',
] as const
export type OidcOutcome = (typeof oidcOutcomes)[number]
export interface OidcEventRow {
  eventId: string
  at: Date
  outcome: OidcOutcome
  deviceId: string | null
  /** Of somebody central knows; never what the provider said. */
  staffId: string | null
}
export const oidcEventEntity = new EntitySchema<OidcEventRow>({
  name: 'oidcEvent',
  tableName: 'oidc_event',
  columns: { eventId: uuid('event_id', primary), at: time('at'), outcome: text('outcome'), deviceId: uuid('device_id', nullable), staffId: text('staff_id', nullable) },
})

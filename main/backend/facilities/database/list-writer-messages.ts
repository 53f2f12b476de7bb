/** Between the backend and the thread that writes the list. */
import type { ListTarget } from './incoming-list.ts'
import type { ListFiles } from './make-list.ts'

export interface ListWriterData { readonly files: ListFiles }

export type ListWriterRequest =
  | { readonly kind: 'begin'; readonly target: ListTarget }
  /** A reply of listFacilities as it came over the wire: read here, so that the backend's own thread need not. */
  | { readonly kind: 'page'; readonly body: Uint8Array }
  | { readonly kind: 'finish'; readonly target: ListTarget; readonly updatedAt: string }
  | { readonly kind: 'renew' }
  | { readonly kind: 'end' }

export type ListWriterAnswer =
  | { readonly kind: 'begun'; readonly afterCode: string | null }
  | { readonly kind: 'page'; readonly nextAfterCode: string | null }
  | { readonly kind: 'finished'; readonly isNewFile: boolean }
  /** The reply does not fit the contract. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'failed'; readonly error: Error; readonly code: string | null }

import type { Migration } from './migration.ts'
import { migration as central } from './0001-central.ts'

/** In the order of their numbers. A number once released never changes its content. */
export const migrations: readonly Migration[] = [central]

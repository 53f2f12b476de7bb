/** One numbered step from a version of the database to the next. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly statements: readonly string[]
}

import { publishedFacility } from '#shared/contract/records.ts'
import { applyReplacements, type CorrectableItem, type Replacement } from '#shared/domain/gaiji-correction.ts'

/** The item with its 外字 replaced; null where nothing is, or where the text would outgrow what the contract takes. */
export function correctedText(item: CorrectableItem, published: string, replacements: readonly Replacement[]): string | null {
  const corrected = applyReplacements(published, replacements)
  return corrected === published || !publishedFacility.shape[item].safeParse(corrected).success ? null : corrected
}

import type { CorrectableItem, Replacement } from '#shared/domain/gaiji-correction.ts'
import type { Transaction } from '../database/open-database.ts'

export interface Corrector {
  readonly staffId: string
  readonly at: Date
}

export async function correctionsOf(reader: Transaction, facilityCode: string, item: CorrectableItem): Promise<Replacement[]> {
  return await reader.query(
    'select character, replacement from facility_correction where facility_code = $1 and item = $2 order by character', [facilityCode, item],
  )
}

export async function storeCorrections(
  transaction: Transaction, facilityCode: string, item: CorrectableItem, replacements: readonly Replacement[], corrector: Corrector,
): Promise<void> {
  await transaction.query(
    `insert into facility_correction (facility_code, item, character, replacement, corrected_by, corrected_at)
     select $1, $2, row.character, row.replacement, $4, $5 from jsonb_to_recordset($3::jsonb) as row (character text, replacement text)
     on conflict (facility_code, item, character) do update
       set replacement = excluded.replacement, corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at`,
    [facilityCode, item, JSON.stringify(replacements), corrector.staffId, corrector.at],
  )
}

/**
 * The corrected text of one item. A corrected name takes away a reading the dictionary guessed from the text with the 外字
 * in it; what is in use is no former text; a corrected address remembers who changed it (domain §4).
 */
export async function storeCorrectedText(
  transaction: Transaction, facilityCode: string, item: CorrectableItem, text: { readonly published: string; readonly corrected: string },
  version: number, corrector: Corrector,
): Promise<void> {
  const more = {
    name: `, former_names = former_names - $2, reading = case when reading_source = 'dictionary' then null else reading end,
             reading_source = case when reading_source = 'dictionary' then null else reading_source end`,
    address: ', address_changed_at = $5, address_changed_by = $6',
    founder: ', former_founders = former_founders - $2',
    manager: '',
  }[item]
  await transaction.query(
    `update facility set ${item} = $2, published_${item} = nullif($3, $2), list_version = $4${more} where facility_code = $1`,
    [facilityCode, text.corrected, text.published, version, ...(item === 'address' ? [corrector.at, corrector.staffId] : [])],
  )
}

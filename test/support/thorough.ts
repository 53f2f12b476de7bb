/**
 * Long proofs in two lengths: `npm test` takes a part of each that stands for the rest, `npm run test:thorough` everything. Which part
 * it is stands in the test itself, and is the same in every run.
 */
export const isThorough = process.env['HELPLINE_THOROUGH'] === '1'

/** Every `nth` of these, beginning with the first; all of them in a thorough run. */
export const everyNth = <Value>(values: readonly Value[], nth: number): Value[] => (isThorough ? [...values] : values.filter((_value, index) => index % nth === 0))

/**
 * Property tests are the same in every run, so that a run that fails today fails tomorrow too. `npm run fuzz` asks other questions:
 * HELPLINE_PROPERTY_SEED is any whole number or "random", HELPLINE_PROPERTY_RUNS how often each
 * property is tried that does not say itself.
 */
import fc from 'fast-check'

const seed = process.env['HELPLINE_PROPERTY_SEED'] ?? '20261123'
const runs = process.env['HELPLINE_PROPERTY_RUNS']

fc.configureGlobal({
  ...(seed !== 'random' && { seed: Number(seed) }),
  ...(runs !== undefined && { numRuns: Number(runs) }),
})

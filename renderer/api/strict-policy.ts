/**
 * The page runs under a policy without eval. zod tries it, to compile its parsers, the moment a schema is made: this
 * module is imported before every other, so that nothing is tried and nothing is reported as blocked.
 */
import { config } from 'zod'

config({ jitless: true })

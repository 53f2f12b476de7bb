import { recordEntities } from './records.ts'
import { staffEntities } from './staff.ts'
import { syncEntities } from './sync.ts'

/** The facility table and its search index are worked by prepared statements (facilities/facility-repository.ts). */
export const entities = [...recordEntities, ...syncEntities, ...staffEntities]

/** mailroom.*: from the counter of the post office to the end of the day, and what comes back. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Caller, Core } from '../core.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { createDayHandlers } from './close-day.ts'
import { createDestructionHandlers } from './destroy-pieces.ts'
import { createPostingSlipHandlers } from './posting-slips.ts'
import { createReturnHandlers } from './returned-mail.ts'

export const createMailroomHandlers = (core: Core, parts: { link: CentralLink; sessions: Sessions; office: LetterOffice }): Handlers<Caller>['mailroom'] => ({
  ...createDayHandlers(core),
  ...createPostingSlipHandlers(core, parts.office),
  ...createReturnHandlers(core),
  ...createDestructionHandlers(core, parts),
})

/** THE backend of a desktop: plain Node, no window, no web server. Hosts hand in what it needs and serve its dispatch. */
import { join } from 'node:path'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Dispatch } from '#shared/contract/desktop/router.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import { createCallHandlers } from './calls/handlers.ts'
import { parkForAnother } from './calls/park-for-another.ts'
import { createCallbackHandlers } from './callbacks/handlers.ts'
import { createDeputyHandlers } from './cases/deputy-handlers.ts'
import { createCaseHandlers } from './cases/handlers.ts'
import { createChangeHandlers } from './changes/handlers.ts'
import { instantOf, type Caller, type Core } from './core.ts'
import { openDatabase } from './database/open.ts'
import { createListJobs } from './facility-lists/handlers.ts'
import { createStagedFiles } from './facility-lists/staged-files.ts'
import { openFacilityList } from './facilities/facility-list-store.ts'
import { createFacilityHandlers } from './facilities/handlers.ts'
import { createGuidanceCards } from './guidance/cards-in-use.ts'
import { createGuidanceHandlers } from './guidance/handlers.ts'
import { createLetterOffice } from './lots/letter-office.ts'
import { createLotHandlers } from './lots/handlers.ts'
import { createLotRuns } from './lots/lot-runs.ts'
import { recoverLots } from './lots/recover-lots.ts'
import { sendLotsAgain } from './lots/send-lots-again.ts'
import { createMailroomHandlers } from './mailroom/handlers.ts'
import { createNoticeHandlers } from './notices/handlers.ts'
import { watchDocuments } from './office-documents/documents-in-use.ts'
import { createOfficeDocumentHandlers } from './office-documents/handlers.ts'
import type { BackendDependencies } from './ports.ts'
import { createEmailChangeHandlers } from './requests/email-change.ts'
import { createProvisionalCodeHandlers } from './requests/provisional-code.ts'
import { createWantedMails } from './requests/wanted-mail.ts'
import { createSecurityAlertHandlers } from './security-alerts/handlers.ts'
import { createExternalSignIn } from './staff/external-sign-in.ts'
import { createSessionHandlers } from './staff/handlers.ts'
import { createSessions, type Sessions } from './staff/sessions.ts'
import { createCentralLink, type CentralLink } from './sync/central-link.ts'
import { createSyncEngine, type SyncEngine } from './sync/engine.ts'
import { createEventHub } from './system/event-hub.ts'
import { createSystemHandlers } from './system/handlers.ts'
import { createVerificationHandlers } from './verification/handlers.ts'
import { createDispatch } from './dispatch.ts'
import { createDeviceHandlers } from './enrolment/handlers.ts'

export type * from './ports.ts'

export interface Backend {
  readonly dispatch: Dispatch
  readonly core: Core
  readonly link: CentralLink
  readonly engine: SyncEngine
  readonly sessions: Sessions
  /** The page of this client is gone: its session ends here. */
  endClient(clientId: string): void
  /** The machine was locked or put to sleep: every page asks who is there before it goes on. */
  lock(): void
  /** The telephone system says who rings: told to the pages of who answers calls. What is no number is passed over. */
  incomingCall(telephone: string): void
  start(): Promise<void>
  stop(): Promise<void>
}

export interface BackendParts {
  /** Entry of the list worker where it is not beside its source (packaged). */
  readonly listWorkerUrl?: URL
}

/** @throws DeskError of openDatabase: the file is left as it is */
export const createBackend = async (deps: BackendDependencies, { listWorkerUrl }: BackendParts = {}): Promise<Backend> => {
  const database = await openDatabase({ file: join(deps.dataDirectory, 'desk.db'), key: deps.databaseKey })
  const hub = createEventHub()
  let wake = () => {}
  let wakeLater = () => {}
  const facilityList = await openFacilityList(deps, database)
  const core: Core = { deps, database, facilityList, hub, wakeSync: () => wake(), wakeSyncLater: () => wakeLater() }
  const link = createCentralLink(deps, database, () => {
    hub.statusChanged()
    // Nobody goes on working at a desk that was taken out of use, or that central does not know.
    if (link.state() === 'deviceRevoked' || link.state() === 'deviceUnknown') sessions.endAll()
  })
  const runs = createLotRuns(core)
  const engine = createSyncEngine(core, link, () => sessions, async () => {
    const hasRecovered = await recoverLots(core, runs, { isStart: false })
    const hasSentAgain = await sendLotsAgain(core, { link, sessions })
    return (await wantedMails.askAgain()) || hasRecovered || hasSentAgain
  })
  wake = engine.wake
  wakeLater = engine.wakeLater
  const sessions = createSessions(core, link, async (before) => await parkForAnother(core, before))
  const wantedMails = createWantedMails(core, { link, sessions })
  const office = createLetterOffice(core)
  const documentsInUse = watchDocuments(core, office)
  const cards = createGuidanceCards(core)
  const files = createStagedFiles(deps)
  const listJobs = createListJobs(core, { link, sessions, engine, files, workerUrl: listWorkerUrl, readingsHost: deps.resources === null ? {} : { dictionaryFolder: deps.resources.dictionary } })
  const handlers: Handlers<Caller> = {
    session: createSessionHandlers(core, { sessions, external: createExternalSignIn(core, { link, sessions }) }),
    system: createSystemHandlers(core, { link, engine, sessions }),
    device: createDeviceHandlers(core, { link, engine, sessions }),
    facilities: createFacilityHandlers(core, { link, sessions }),
    facilityLists: listJobs.handlers,
    calls: createCallHandlers(core),
    callbacks: createCallbackHandlers(core),
    cases: createCaseHandlers(core),
    deputies: createDeputyHandlers(core),
    changes: createChangeHandlers(core, link),
    guidance: createGuidanceHandlers(core, cards),
    verifications: createVerificationHandlers(core, { link, sessions }),
    notices: createNoticeHandlers(core, { link, sessions, office, guidance: cards }),
    emailChangeRequests: createEmailChangeHandlers(core, wantedMails),
    provisionalCodeRequests: createProvisionalCodeHandlers(core, office),
    lots: createLotHandlers(core, { link, sessions, engine, office, runs }),
    mailroom: createMailroomHandlers(core, { link, sessions, office }),
    officeDocuments: createOfficeDocumentHandlers(core, { link, sessions, office, inUse: documentsInUse, cards }),
    securityAlerts: createSecurityAlertHandlers(core),
  }
  const dispatch = createDispatch(core, sessions, handlers)
  return {
    // A document that has just come in counts for whatever is asked after it.
    dispatch: async (name, input, context) => {
      await documentsInUse.settled()
      return await dispatch(name, input, context)
    },
    core, link, engine, sessions,
    endClient: (clientId) => sessions.end(clientId),
    lock: () => void sessions.lockAll().catch((error: unknown) => deps.log.error('session.lock', error)),
    incomingCall: (telephone) => {
      const digits = telephoneKey(telephone)
      const isNumber = /^\d{4,15}$/u.test(digits)
      // Never the number itself: it is a person's.
      deps.log.info('telephone.incoming', { isNumber })
      if (isNumber) hub.incomingCall(digits, instantOf(core))
    },
    start: async () => {
      await documentsInUse.refresh()
      await files.clear()
      await recoverLots(core, runs, { isStart: true })
      engine.start()
    },
    stop: async () => {
      await listJobs.stop()
      hub.close()
      await facilityList.interrupt()
      await engine.stop()
      await facilityList.close()
      await documentsInUse.settled()
      await database.close()
    },
  }
}

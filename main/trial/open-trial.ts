/**
 * A trial: the real backend beside an embedded central of its own, enrolled, with a sample list, portal accounts in every
 * state and staff of the four roles. What is there already is kept; what an interrupted first start left out is made up.
 */
import { hostname } from 'node:os'
import { join } from 'node:path'
import { facilityListFiles } from '#backend/facilities/facility-list-store.ts'
import { createBackend, type Backend } from '#backend/index.ts'
import { readSetting, writeSetting } from '#backend/database/setting-repository.ts'
import type { Log } from '#backend/ports.ts'
import { clientVersion } from '#host/client-version.ts'
import type { DataDirectory } from '#host/data-directory.ts'
import { readOrMakeKey } from '#host/key-file.ts'
import { strongRandom, systemClock, uuidIds } from '#host/ports.ts'
import type { Role } from '#shared/contract/records.ts'
import { createCentralAdmin, type CentralAdmin } from './central-admin.ts'
import { startCentralProcess, trialCentralBase, trialFetch } from './central-process.ts'
import { generateSampleList } from './sample-list.ts'
import { generateSamplePortalAccounts } from './sample-portal-accounts.ts'
import { uploadSampleList } from './trial-list.ts'
import { createFolderPrinter } from './trial-printer.ts'

export interface TrialPerson { readonly staffId: string; readonly role: Role; readonly roleName: string; readonly password: string }

const people: readonly { staffId: string; displayName: string; role: Role; roleName: string }[] = [
  { staffId: 'op01', displayName: '見本 操作（オペレーター）', role: 'operator', roleName: 'オペレーター' },
  { staffId: 'ml01', displayName: '見本 発送（発送室）', role: 'mailroom', roleName: '発送室' },
  { staffId: 'sv01', displayName: '見本 監督（監督者）', role: 'supervisor', roleName: '監督者' },
  { staffId: 'ad01', displayName: '見本 管理（管理者）', role: 'administrator', roleName: '管理者' },
]
/** Under this account the command line imports lists. */
export const commandStaffId = 'command'

const sample = { seed: 20_261_101, count: 5000 } as const

export interface Trial {
  readonly backend: Backend
  readonly admin: CentralAdmin
  /** Resolves once central answers. */
  centralUrl(): Promise<string>
  /** Sets up what a first start needs. @returns the people and their passwords at the first start, else null */
  prepare(onStep: (step: string) => void): Promise<TrialPerson[] | null>
  /** Signs in the account of the command line for this client, where it is not. */
  signInCommand(clientId: string): Promise<void>
  /** Leaves central running: another process takes the desk from here. */
  stopBackend(): Promise<void>
  stop(): Promise<void>
}

export interface TrialOptions {
  readonly directory: DataDirectory
  readonly host: 'web' | 'command'
  readonly log: Log
  /** Milliseconds; 0 = only when asked. */
  readonly syncInterval: number
  readonly sampleCount?: number
}

/** The data directory must be locked by this process. @throws HostError, DeskError of openDatabase */
export const openTrial = async (options: TrialOptions): Promise<Trial> => {
  const { directory, log } = options
  const databaseKey = readOrMakeKey(directory)
  const central = startCentralProcess(directory.central, log)
  try {
    const backend = await createBackend({
      clock: systemClock, ids: uuidIds, random: strongRandom, log, printer: createFolderPrinter(directory.printer), dataDirectory: directory.path, databaseKey,
      central: { baseUrl: trialCentralBase, fetch: trialFetch(central) }, host: options.host, resources: null, syncInterval: options.syncInterval,
      clientVersion: clientVersion(),
    })
    databaseKey.fill(0)
    const admin = createCentralAdmin(directory.central)
    let isStopped = false
    const stopBackend = async () => {
      if (!isStopped) await backend.stop()
      isStopped = true
    }
    const trial: Trial = {
      backend, admin,
      centralUrl: async () => await central.url(),
      prepare: async (onStep) => await prepare(backend, admin, trial, central.url, onStep, options.sampleCount ?? sample.count),
      signInCommand: async (clientId) => {
        if (backend.sessions.of(clientId) !== null) return
        const password = await readSetting(backend.core.database.reader.manager, 'commandPassword')
        if (password !== null) await backend.sessions.signIn(clientId, commandStaffId, password)
      },
      stopBackend,
      stop: async () => {
        await stopBackend()
        await central.stop()
      },
    }
    return trial
  } catch (error) {
    await central.stop()
    throw error
  }
}

const isEnrolled = async (backend: Backend): Promise<boolean> => (await readSetting(backend.core.database.reader.manager, 'deviceToken')) !== null

const prepare = async (
  backend: Backend, admin: CentralAdmin, trial: Trial, centralUrl: () => Promise<string>, onStep: (step: string) => void, count: number,
): Promise<TrialPerson[] | null> => {
  const { write } = backend.core.database
  if ((await isEnrolled(backend)) && backend.core.facilityList.state() !== null) return null
  onStep('中央サーバー（試用）を用意しています')
  await centralUrl()
  if (!(await isEnrolled(backend))) await backend.link.enrol(await admin.createEnrolmentCode(), hostname().slice(0, 80) || 'desk')
  // The first thing after enrolment: without it the command account could never be found again.
  const command = await addOrReset(admin, { staffId: commandStaffId, displayName: 'コマンドライン', role: 'administrator' })
  await write(async (manager) => await writeSetting(manager, 'commandPassword', command))
  const passwords: TrialPerson[] = []
  for (const { roleName, ...person } of people) passwords.push({ staffId: person.staffId, role: person.role, roleName, password: await addOrReset(admin, person) })

  onStep(`見本の一覧（${count.toLocaleString('ja-JP')}件）を用意しています`)
  const facilities = generateSampleList({ seed: sample.seed, count })
  await admin.importAccounts(generateSamplePortalAccounts(facilities, { seed: sample.seed }).map(({ facilityCode, state, emailAddress }) => ({ facilityCode, state, registeredMail: emailAddress })))
  await trial.signInCommand('trial')
  await uploadSampleList(backend, await backend.sessions.freshToken('trial'), facilities)
  await backend.engine.syncNow()
  await backend.sessions.signOut('trial')
  return passwords
}

/** Somebody of an interrupted first start is there already: a new password is given then. */
const addOrReset = async (admin: CentralAdmin, person: { staffId: string; displayName: string; role: Role }): Promise<string> => {
  try {
    return await admin.addStaff(person)
  } catch {
    return await admin.resetPassword(person.staffId)
  }
}

/** Files and folders of a trial, for removing it. */
export const trialFiles = (directory: DataDirectory): string[] => [
  ...['', '-wal', '-shm'].map((ending) => `${directory.deskDatabase}${ending}`), directory.keyFile, directory.central, directory.printer,
  join(directory.path, 'incoming'), ...facilityListFiles(directory.path),
]

/** A throw-away central and desktops beside it, for the demo: the real parts, each with its own database and device. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import { createBackend, type Backend, type LetterPrinter } from '#backend/index.ts'
import { createCentral, type Central } from '#central/create-central.ts'
import { clientVersion } from '#host/client-version.ts'
import { silentLog, strongRandom, systemClock, uuidIds } from '#host/ports.ts'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import type { DeskContract } from '#shared/contract/desktop/contract.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'

export type DeskClient = ContractRouterClient<DeskContract>

/** Keeps what is printed in memory, for the demo to write out and read. */
export interface MemoryPrinter extends LetterPrinter {
  readonly documents: { jobName: string; sheets: number; bytes: Uint8Array }[]
}

export const createMemoryPrinter = (): MemoryPrinter => {
  const documents: MemoryPrinter['documents'] = []
  return {
    documents,
    describe: async () => ({ name: 'demo', isLive: false }),
    print: async (bytes, { jobName, sheets }) => void documents.push({ jobName, sheets, bytes }),
  }
}

export interface Desktop {
  readonly backend: Backend
  readonly printer: MemoryPrinter
  /** One page each: what the person signed in there may do. */
  page(name: string): DeskClient
}

export interface World {
  readonly central: Central
  readonly portal: CentralClient
  openDesktop(name: string): Promise<Desktop>
  close(): Promise<void>
}

/** @param folder empty, removed by the caller */
export const openWorld = async (folder: string): Promise<World> => {
  const central = await createCentral({ database: { kind: 'embedded', directory: null }, isTrial: true })
  const { url } = await central.listen()
  const { token } = await central.admin.createPortalCredential()
  const desktops: Backend[] = []
  return {
    central,
    portal: createCentralClient({ baseUrl: url, fetch, token }),
    openDesktop: async (name) => {
      const dataDirectory = join(folder, name)
      await mkdir(dataDirectory, { recursive: true })
      const printer = createMemoryPrinter()
      const backend = await createBackend({
        clock: systemClock, ids: uuidIds, random: strongRandom, log: silentLog, printer, dataDirectory, databaseKey: randomBytes(32),
        central: { baseUrl: url, fetch }, host: 'command', resources: null, syncInterval: 0, clientVersion: clientVersion(),
      })
      desktops.push(backend)
      await backend.link.enrol((await central.admin.createEnrolmentCode()).code, name)
      await backend.start()
      return { backend, printer, page: (page) => createInProcessClient(backend.dispatch, page) }
    },
    close: async () => {
      for (const backend of desktops) await backend.stop()
      await central.close()
    },
  }
}

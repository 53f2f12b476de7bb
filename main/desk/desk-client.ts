/** The contract for a command: in this process, or in the web host that works in the data directory. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { DeskContract } from '#shared/contract/desktop/contract.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import { HostError } from '#host/host-error.ts'
import { lockDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { silentLog } from '#host/ports.ts'
import { openTrial } from '#trial/open-trial.ts'
import { askRunningHost, findRunningHost } from '#host/running-host.ts'

export type DeskClient = ContractRouterClient<DeskContract>

export interface DeskConnection {
  readonly client: DeskClient
  resetPassword(staffId: string): Promise<string>
  close(): Promise<void>
}

const clientId = 'command'
const commandAnswer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })])

const runCommand = async <T extends z.ZodType>(directory: DataDirectory, name: string, input: unknown, result: T): Promise<z.output<T>> => {
  const host = findRunningHost(directory)
  if (host === null) throw new HostError(`このデータフォルダーで動いている web 画面がありません: ${directory.path}（npm start で起動してください）`)
  const answer = commandAnswer.parse(await (await askRunningHost(host, `/command/${name}`, input)).json())
  if ('error' in answer) throw new HostError(answer.error)
  return result.parse(answer.result)
}

/** A fresh URL of the running web host. @throws HostError where none runs */
export const freshUrl = async (directory: DataDirectory): Promise<string> => (await runCommand(directory, 'url', {}, z.object({ url: z.string() }))).url

/** True where the directory holds a desk already. */
export const hasDesk = (directory: DataDirectory): boolean => existsSync(directory.deskDatabase)

/**
 * Goes through the running web host where there is one; else opens the trial here (made at the first use).
 * @throws HostError, DeskError
 */
export const connectDesk = async (directory: DataDirectory, onStep: (step: string) => void): Promise<DeskConnection> => {
  const host = findRunningHost(directory)
  if (host !== null) {
    const link = new RPCLink({ url: `http://127.0.0.1:${host.port}/command`, headers: { authorization: `Bearer ${host.secret}` } })
    return {
      client: createORPCClient(link),
      resetPassword: async (staffId) => (await runCommand(directory, 'resetPassword', { staffId }, z.object({ password: z.string() }))).password,
      close: async () => {},
    }
  }
  const unlock = lockDataDirectory(directory)
  try {
    const trial = await openTrial({ directory, host: 'command', log: silentLog, syncInterval: 0 })
    const close = async () => {
      await trial.stop()
      unlock()
    }
    try {
      const people = await trial.prepare(onStep)
      if (people !== null) onStep('試用データを作りました。担当者のパスワードは「npm run desk -- staff reset-password ID」で発行してください。')
      await trial.backend.start()
      return {
        client: createInProcessClient(async (name, input, context) => {
          await trial.signInCommand(clientId)
          return await trial.backend.dispatch(name, input, context)
        }, clientId),
        resetPassword: async (staffId) => {
          await trial.centralUrl()
          return await trial.admin.resetPassword(staffId)
        },
        close,
      }
    } catch (error) {
      await trial.stop()
      throw error
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** A server of its own for the telephone hook, where the host serves no pages over HTTP. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HostError } from './host-error.ts'
import { telephoneHookPath, type TelephoneHook } from './telephone-hook.ts'

/**
 * Listens on this machine only. @param port 0 = any free one
 * @throws HostError where the port cannot be used
 */
export const serveTelephoneHook = async (hook: TelephoneHook, port: number): Promise<{ port: number; close(): Promise<void> }> => {
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000, maxHeaderSize: 8192 }, (request, response) => {
    if (request.url !== telephoneHookPath) {
      response.writeHead(404, { connection: 'close' }).end()
      return
    }
    hook(request, response).catch(() => response.destroy())
  })
  server.maxConnections = 20
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new HostError(`電話連携のポート ${port} を使えません（使用中か、権限がありません）`, error)))
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

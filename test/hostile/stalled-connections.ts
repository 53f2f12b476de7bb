/** Connections that begin a request and never go on: they may not keep others out. */
import { connect, type Socket } from 'node:net'

const beginnings = ['', 'GET /health HT', 'POST /v1/sync/mutations HTTP/1.1\r\nhost: x\r\n', 'POST /v1/notice-redemptions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"a"'] as const

/** @returns what closes them again */
export async function openStalled(port: number, count: number): Promise<() => Promise<void>> {
  const sockets = await Promise.all(Array.from({ length: count }, (_, index) => new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write(beginnings[index % beginnings.length] ?? '')
      resolve(socket)
    })
    // One without a credential is answered and closed: it is not kept waiting either.
    socket.on('data', () => undefined).on('error', (error) => reject(error))
  })))
  return async () => {
    await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => {
      socket.once('close', () => resolve())
      socket.removeAllListeners('error').on('error', () => undefined)
      if (socket.closed) resolve()
      else socket.destroy()
    })))
  }
}

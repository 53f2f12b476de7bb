import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generate } from 'selfsigned'
import { createCentral, type Central } from '#central/create-central.ts'
import { startMetricsServer } from '#central/metrics/metrics-server.ts'
import { readTlsFiles, TlsFilesUnreadable } from '#central/server/tls-files.ts'
import { clientOf, emptyDatabase, type TestDatabase } from './support/test-central.ts'

let database: TestDatabase
let folder: string
let certificate: { private: string; cert: string }
beforeAll(async () => {
  database = await emptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'central-tls-'))
  certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'basicConstraints', cA: true }, { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] }],
  })
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const withCentral = async (options: Omit<Parameters<typeof createCentral>[0], 'database'>, work: (central: Central, url: string) => Promise<void>) => {
  const central = await createCentral({ database: database.options, overdueInterval: 0, ...options })
  try {
    await work(central, (await central.listen()).url)
  } finally {
    await central.close()
  }
}

describe('metrics', () => {
  it('count requests and outcomes by operation alone, on a port of their own', async () => {
    await withCentral({}, async (central, url) => {
      const metrics = await startMetricsServer(central.metrics, { host: '127.0.0.1', port: 0 })
      try {
        await clientOf(url).call('health', {})
        await clientOf(url, 'device_not_enrolled_0000').call('pullChanges', { query: {} }).catch(() => undefined)
        await fetch(`${url}/v1/facilities/1318814790/secret`)
        central.metrics.outcomes([{ outcome: 'applied' }, { outcome: 'applied' }, { outcome: 'rejected' }])
        const answer = await fetch(metrics.url)
        expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text/u)
        const text = await answer.text()
        expect(text).toContain('helpline_request_duration_seconds_count{operation="health",status="200"} 1')
        expect(text).toContain('helpline_request_duration_seconds_count{operation="pullChanges",status="401"} 1')
        expect(text).toContain('helpline_mutations_total{outcome="applied"} 2')
        expect(text).toContain('helpline_mutations_total{outcome="rejected"} 1')
        expect(text).toMatch(/helpline_database_connections\{state="in_use"\} \d/u)
        expect(text).toMatch(/# EOF\s*$/u)
        // A path that is no operation's is not repeated: it may hold anything.
        expect(text).not.toContain('1318814790')
        expect((await fetch(`${url}/metrics`)).status).toBe(404)
        expect((await fetch(metrics.url.replace('/metrics', '/'))).status).toBe(404)
      } finally {
        await metrics.close()
      }
    })
  })
})

const getOver = (url: string, ca: string | undefined) => new Promise<number | string>((resolve) => {
  request(`${url}/health`, { ca, agent: false }, (answer) => {
    answer.resume()
    resolve(answer.statusCode ?? 0)
  }).on('error', (error) => resolve('code' in error ? String(error.code) : error.name)).end()
})

describe('TLS', () => {
  it('is ended by central itself where it is given a certificate', async () => {
    await writeFile(join(folder, 'certificate.pem'), certificate.cert)
    await writeFile(join(folder, 'key.pem'), certificate.private)
    const tls = await readTlsFiles({ certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'key.pem') })
    await withCentral({ tls }, async (_central, url) => {
      expect(url).toMatch(/^https:/u)
      expect(await getOver(url, certificate.cert)).toBe(200)
      expect(await getOver(url, undefined)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/u)
    })
  })

  it('says which files cannot be read', async () => {
    await expect(readTlsFiles({ certificateFile: join(folder, 'none.pem'), keyFile: join(folder, 'none.pem') })).rejects.toBeInstanceOf(TlsFilesUnreadable)
  })

  it('to others trusts what the operating system trusts', async () => {
    await writeFile(join(folder, 'authority.pem'), certificate.cert)
    const server = createServer({ cert: certificate.cert, key: certificate.private }, (_request, response) => response.end('ok')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const module = new URL('../../central/database/system-certificates.ts', import.meta.url).href
    const ask = async (isTrusting: boolean): Promise<string> => {
      const script = `${isTrusting ? `(await import(${JSON.stringify(module)})).trustSystemCertificates();` : ''}
        process.stdout.write(await fetch(${JSON.stringify(url)}).then((answer) => answer.text(), (error) => error.cause?.code ?? 'failed'))`
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, NODE_OPTIONS: '', SSL_CERT_FILE: join(folder, 'authority.pem') } })
      let out = ''
      child.stdout.on('data', (part: Buffer) => void (out += part.toString()))
      await once(child, 'close')
      return out
    }
    try {
      // The file stands in for the system's store, where Node looks it up on this machine.
      expect(await ask(false)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/u)
      expect(await ask(true)).toBe('ok')
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })
})

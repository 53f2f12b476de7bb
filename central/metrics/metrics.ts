/** What central counts, for a monitoring system (OpenMetrics). Labels name operations, statuses and outcomes: never a person, a facility or an address. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client'
import type { MutationOutcome } from '#shared/contract/central/sync.ts'

export interface Metrics {
  /** @param milliseconds from the first byte of the request to the last of the answer */
  request(operation: string, status: number, milliseconds: number): void
  outcomes(outcomes: readonly Pick<MutationOutcome, 'outcome'>[]): void
  /** The exposition and its content type. */
  read(): Promise<{ readonly text: string; readonly contentType: string }>
  close(): void
}

/** Seconds: around the 100 ms a push of 1,000 may take, up to the slowest import. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** @param connections of the database in use and waited for, asked when the metrics are read */
export function createMetrics(connections: () => { readonly inUse: number; readonly waiting: number }): Metrics {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({ name: 'helpline_request_duration_seconds', help: 'Requests by operation and status', labelNames: ['operation', 'status'], buckets, registers: [registry] })
  const mutations = new Counter({ name: 'helpline_mutations', help: 'Mutations handed in, by outcome', labelNames: ['outcome'], registers: [registry] })
  const pool = new Gauge({
    name: 'helpline_database_connections', help: 'Connections to the database', labelNames: ['state'], registers: [registry],
    collect() {
      const { inUse, waiting } = connections()
      this.set({ state: 'in_use' }, inUse)
      this.set({ state: 'waited_for' }, waiting)
    },
  })
  for (const outcome of ['applied', 'duplicate', 'rejected', 'deferred']) mutations.inc({ outcome }, 0)
  pool.set({ state: 'in_use' }, 0)
  return {
    request: (operation, status, milliseconds) => requests.observe({ operation, status: String(status) }, milliseconds / 1000),
    outcomes: (settled) => {
      for (const { outcome } of settled) mutations.inc({ outcome })
    },
    read: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
    close: () => registry.clear(),
  }
}

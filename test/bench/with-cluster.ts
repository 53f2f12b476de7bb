/** A throw-away PostgreSQL around some work, gone afterwards also where somebody presses Ctrl-C. */
import { startCluster, type PostgresCluster } from '#scripts/postgres-cluster.ts'

/** @param programs folder of PostgreSQL's programs @param settings more of `name=value` */
export const withCluster = async <T>(programs: string, settings: readonly string[], work: (cluster: PostgresCluster) => Promise<T>): Promise<T> => {
  // Commits are written to the disk, as in real use.
  const cluster = await startCluster(programs, { isDurable: true, settings })
  const end = (): void => void cluster.stop().finally(() => process.exit(1))
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    return await work(cluster)
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    await cluster.stop()
  }
}

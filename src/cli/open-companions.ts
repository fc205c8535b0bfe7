import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type KeptCompanions, keepCompanions } from '../cluster/companions/keep-companions.ts'
import { sshKeyTypes } from '../cluster/companions/ssh-keys.ts'
import { connectCluster } from '../cluster/connect-cluster.ts'
import type { Config } from '../config/config.ts'
import type { Logger } from '../server/logger.ts'
import type { Metrics } from '../server/metrics.ts'
import { settingsOf } from './settings-of.ts'

/**
 * Looks after the companions of jobs, where the flags say so. Resolves with how to end that. The requests have a rate of their
 * own, so that no review waits for them.
 */
export async function openCompanions(config: Config, metrics: Metrics, log: Logger): Promise<() => Promise<void>> {
  const { companions, cluster } = config
  if (companions === undefined) return () => Promise.resolve()
  const client = await connectCluster(cluster)
  const kept = keepCompanions(client, {
    mode: companions.mode,
    options: settingsOf(config.decisions),
    sshKeyType: sshKeyTypes.find((type) => type === companions.sshKeyType) ?? 'rsa',
    namespace: companions.namespace,
    identity: `${hostname()}_${randomUUID()}`,
    logger: log,
  })
  observeCompanions(metrics, kept)
  return async () => {
    await kept.close()
    client.close()
  }
}

function observeCompanions(metrics: Metrics, { counts, isLeading }: KeptCompanions): void {
  metrics.addCounter({
    name: 'volcano_admission_companion_actions_total',
    help: 'Companions of jobs that were created, updated, left to somebody else, or could not be written, since the start.',
    labelNames: ['action', 'kind'],
    read: () => counts().map(({ action, kind, count }) => ({ labels: { action, kind }, value: count })),
  })
  metrics.addGauge({
    name: 'volcano_admission_companions_leader',
    help: 'Whether this replica is the one that writes companions of jobs.',
    read: () => [{ value: isLeading() ? 1 : 0 }],
  })
}

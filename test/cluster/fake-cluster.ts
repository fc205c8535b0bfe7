import { type ApiClient, createApiClient } from '../../src/cluster/api-client.ts'
import { createRateLimit } from '../../src/cluster/rate-limit.ts'
import type { Timers } from '../../src/cluster/timers.ts'
import { type FakeApiServer, startFakeApiServer } from './fake-api-server.ts'
import { createHastyTimers, type HastyTimers } from './hasty-timers.ts'
import { createMoment } from './moment.ts'
import { createRecordedLog } from './recorded-log.ts'

/** A client of the fake API server, without credentials or limits. */
export const clientOf = (server: Pick<FakeApiServer, 'url'>, timers: Timers): ApiClient =>
  createApiClient(
    { server: server.url, authorize: async () => ({}), renew: () => undefined },
    createRateLimit({ perSecond: 0, burst: 1 }, timers),
  )

/** A fake API server, and what its clients are tried with. */
export type FakeCluster = Readonly<{
  moment: ReturnType<typeof createMoment>
  timers: HastyTimers
  log: ReturnType<typeof createRecordedLog>
  server: FakeApiServer
  client: ApiClient
}>

/** Serves collections at these paths. */
export async function startFakeCluster(...paths: readonly string[]): Promise<FakeCluster> {
  const moment = createMoment()
  const timers = createHastyTimers()
  const log = createRecordedLog(moment.changed)
  const server = await startFakeApiServer(moment.changed)
  for (const path of paths) server.serve(path)
  return { moment, timers, log, server, client: clientOf(server, timers) }
}

/** Closes the client before the server that it may still wait for. */
export async function stopFakeCluster({ client, server }: Pick<FakeCluster, 'client' | 'server'>): Promise<void> {
  client.close()
  await server.stop()
}

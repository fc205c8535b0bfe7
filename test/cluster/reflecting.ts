import { isDeepStrictEqual } from 'node:util'
import { type ApiClient, createApiClient } from '../../src/cluster/api-client.ts'
import { createRateLimit } from '../../src/cluster/rate-limit.ts'
import { createReflector } from '../../src/cluster/reflector.ts'
import { resources } from '../../src/cluster/resources.ts'
import type { Timers } from '../../src/cluster/timers.ts'
import { type FakeApiServer, startFakeApiServer } from './fake-api-server.ts'
import type { Stored } from './fake-collections.ts'
import { createHastyTimers } from './hasty-timers.ts'
import { createMoment } from './moment.ts'
import { createRecordedLog } from './recorded-log.ts'

/** A client of the fake API server, without credentials or limits. */
export const clientOf = (server: Pick<FakeApiServer, 'url'>, timers: Timers): ApiClient =>
  createApiClient(
    { server: server.url, authorize: async () => ({}), renew: () => undefined },
    createRateLimit({ perSecond: 0, burst: 1 }, timers),
  )

const { queues } = resources

/** A fake API server that serves queues, and a reflector that is not started yet. */
export async function prepareReflection({ isAdvisory = false } = {}) {
  const moment = createMoment()
  const timers = createHastyTimers()
  const log = createRecordedLog(moment.changed)
  const server = await startFakeApiServer(moment.changed)
  server.serve(queues.path)
  const client = clientOf(server, timers)
  const content = new Map<string, string>()
  const put = ({ metadata }: Stored) => {
    content.set(metadata.name, metadata.resourceVersion ?? '')
    moment.changed()
  }
  const reflector = createReflector<Stored>({
    client,
    resource: { ...queues, isAdvisory },
    keep: (object) => object as Stored,
    store: {
      put,
      remove({ metadata }) {
        content.delete(metadata.name)
        moment.changed()
      },
      replaceAll(objects) {
        content.clear()
        for (const object of objects) put(object)
        moment.changed()
      },
      size: () => content.size,
    },
    logger: log.logger,
    timers,
    random: () => 0.5,
  })
  const truth = () =>
    new Map(server.objects(queues.path).map(({ metadata }) => [metadata.name, metadata.resourceVersion]))
  const closing = new AbortController()
  let running: Promise<void> = Promise.resolve()
  return {
    ...{ server, timers, moment, reflector, content, log },
    put: (name: string, state = 'Open') => server.put(queues.path, { metadata: { name }, status: { state } }),
    remove: (name: string) => server.remove(queues.path, { metadata: { name } }),
    start() {
      running = reflector.run(closing.signal)
    },
    isWatching: () => moment.until(() => server.openWatches() > 0),
    converges: () => moment.until(() => isDeepStrictEqual(content, truth())),
    async close() {
      closing.abort()
      await running
      client.close()
      await server.stop()
    },
  }
}

export type ReflectionUnderTest = Awaited<ReturnType<typeof prepareReflection>>

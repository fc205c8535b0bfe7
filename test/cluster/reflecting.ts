import { isDeepStrictEqual } from 'node:util'
import { createReflector } from '../../src/cluster/reflector.ts'
import { resources } from '../../src/cluster/resources.ts'
import { startFakeCluster, stopFakeCluster } from './fake-cluster.ts'
import type { Stored } from './fake-collections.ts'

const { queues } = resources

/** A fake API server that serves queues, and a reflector that is not started yet. */
export async function prepareReflection({ isAdvisory = false } = {}) {
  const cluster = await startFakeCluster(queues.path)
  const { moment, timers, log, server, client } = cluster
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
      await stopFakeCluster(cluster)
    },
  }
}

export type ReflectionUnderTest = Awaited<ReturnType<typeof prepareReflection>>

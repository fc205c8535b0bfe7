import type { LookUp, Snapshot } from '../admission/snapshot.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { ApiClient } from './api-client.ts'
import { createJobStore } from './job-store.ts'
import { keptJob, keptQueue } from './kept-fields.ts'
import { createLiveLookUp, type LiveLookUp } from './live-look-up.ts'
import type { Logger } from './logger.ts'
import type { ObjectSource } from './object-source.ts'
import { project } from './project.ts'
import { createQueueStore } from './queue-store.ts'
import { createReflector } from './reflector.ts'
import { jobs, queues } from './resources.ts'
import { systemTimers, type Timers } from './timers.ts'

type ClusterObjects = Readonly<{
  logger: Logger
  /** Longest time, in milliseconds, for one object that the watch has not brought yet. */
  lookUpTimeoutMs: number
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
}>

const keepJob = (object: unknown) => project(keptJob, object)
const keepQueue = (object: unknown) => project(keptQueue, object)

/**
 * The jobs and queues of a cluster, kept up to date by watches. It is not synced before Volcano's CRDs are installed. What
 * decisions do not read of an object is not kept.
 */
export function watchObjects(
  client: ApiClient,
  { logger, lookUpTimeoutMs, timers = systemTimers, random = Math.random }: ClusterObjects,
): ObjectSource {
  const jobStore = createJobStore()
  const queueStore = createQueueStore()
  const cached: Pick<Snapshot, 'jobs' | 'queues'> = { jobs: jobStore, queues: queueStore }
  const deps = { client, logger, timers, random }
  const reflectors = [
    createReflector({ ...deps, resource: jobs, keep: keepJob, store: jobStore }),
    createReflector({ ...deps, resource: queues, keep: keepQueue, store: queueStore }),
  ]
  const ask = createLiveLookUp(client, { timeoutMs: lookUpTimeoutMs, timers })
  const closing = new AbortController()
  let running: Promise<unknown> = Promise.resolve()

  return {
    snapshotFor(lookUps, signal) {
      for (const lookUp of lookUps) if (!isAtHand(cached, lookUp)) return askFor(lookUps, cached, ask, signal)
      return cached
    },
    isSynced: () => reflectors.every(({ status }) => status().synced),
    status: () => reflectors.map(({ status }) => status()),
    async start() {
      running = Promise.all(reflectors.map(({ run }) => run(closing.signal)))
      await Promise.race([running, Promise.all(reflectors.map(({ filled }) => filled))])
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

const isAtHand = ({ jobs, queues }: Pick<Snapshot, 'jobs' | 'queues'>, lookUp: LookUp): boolean =>
  lookUp.from === 'jobs' ? jobs.get(lookUp.namespace, lookUp.name) !== undefined : hasState(queues.get(lookUp.name))

/** A queue has no state until its controller has seen it, a moment after it was created: the watch may not know yet. */
const hasState = (queue: Queue | undefined): boolean => Boolean(queue?.status?.state)

/** The cache together with what it lacks. Once the watch has brought an object, that one counts. */
async function askFor(
  lookUps: readonly LookUp[],
  cached: Pick<Snapshot, 'jobs' | 'queues'>,
  ask: LiveLookUp,
  signal: AbortSignal,
): Promise<Partial<Snapshot>> {
  const fetchedJobs = createJobStore()
  const fetchedQueues = createQueueStore()
  const fetch = async (lookUp: LookUp): Promise<void> => {
    const object = await ask(lookUp, signal)
    if (object === undefined) return
    if (lookUp.from === 'jobs') fetchedJobs.put(keepJob(object))
    else fetchedQueues.put(keepQueue(object))
  }
  await Promise.all(lookUps.filter((lookUp) => !isAtHand(cached, lookUp)).map(fetch))
  return {
    jobs: { get: (namespace, name) => cached.jobs.get(namespace, name) ?? fetchedJobs.get(namespace, name) },
    queues: {
      get(name) {
        const known = cached.queues.get(name)
        return hasState(known) ? known : (fetchedQueues.get(name) ?? known)
      },
      childrenOf: cached.queues.childrenOf,
      all: cached.queues.all,
    },
  }
}

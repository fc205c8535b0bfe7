import type { AccessLookUp, Cluster, LookUp, ObjectLookUp, Snapshot } from '../admission/snapshot.ts'
import type { ApiClient } from './api-client.ts'
import { completeSnapshot } from './complete-snapshot.ts'
import { createLiveLookUp } from './live-look-up.ts'
import type { Logger } from './logger.ts'
import { metadataOnly } from './metadata-only.ts'
import type { ObjectSource } from './object-source.ts'
import { project } from './project.ts'
import { createQueueAccess } from './queue-access.ts'
import { createReflector, type Reflector } from './reflector.ts'
import { resources } from './resources.ts'
import { systemTimers, type Timers } from './timers.ts'

type ClusterObjects = Readonly<{
  /** The kinds that are needed; others are not read. */
  reads: readonly (keyof Snapshot)[]
  logger: Logger
  /** Longest time, in milliseconds, for one object that the watch has not brought yet. */
  lookUpTimeoutMs: number
  /** The same for advisory kinds: a review must not be late for advice, and the API server may wait for a second only. */
  adviceTimeoutMs?: number
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
}>

/**
 * Objects of a cluster, kept up to date by watches. It is not synced before Volcano's CRDs are installed. What decisions do
 * not read of an object is not kept. Nothing is known of an advisory kind until it has been read.
 */
export function watchObjects(
  client: ApiClient,
  {
    reads,
    logger,
    lookUpTimeoutMs,
    adviceTimeoutMs = 500,
    timers = systemTimers,
    random = Math.random,
  }: ClusterObjects,
): ObjectSource {
  const cached: Partial<Snapshot> = {}
  const ask = createLiveLookUp(client, { timeoutMs: lookUpTimeoutMs, adviceTimeoutMs, timers })
  const { accessFor } = createQueueAccess(client, { timeoutMs: lookUpTimeoutMs, adviceTimeoutMs, timers })
  const closing = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  let isSynced = false

  const reflect = <Name extends keyof Snapshot>(name: Name): Reflector => {
    const resource = resources[name]
    const store = resource.createStore()
    const keep = (object: unknown) => project(resource.kept, object)
    const shown = resource.isMetadataOnly ? metadataOnly(client) : client
    const reflector = createReflector({ client: shown, logger, timers, random, resource, keep, store })
    const show = () => void Object.assign(cached, { [name]: store })
    if (resource.isAdvisory) void reflector.filled.then(show)
    else show()
    return reflector
  }
  const reflectors = reads.map(reflect)
  return {
    snapshotFor(lookUps, signal) {
      if (!lookUps.some(isForAccess)) return completeSnapshot(cached, lookUps as readonly ObjectLookUp[], ask, signal)
      const objects = completeSnapshot(cached, lookUps.filter(isForObject), ask, signal)
      return withAccess(objects, accessFor(lookUps.filter(isForAccess), signal))
    },
    isSynced: () => isSynced,
    status: () => reflectors.map(({ status }) => status()),
    async start() {
      running = Promise.all(reflectors.map(({ run }) => run(closing.signal)))
      const settled = Promise.all(reflectors.map(({ settled: each }) => each))
      await Promise.race([running, settled.then(() => (isSynced = true))])
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

const isForAccess = (lookUp: LookUp): lookUp is AccessLookUp => lookUp.from === 'queueAccess'
const isForObject = (lookUp: LookUp): lookUp is ObjectLookUp => lookUp.from !== 'queueAccess'

type Later<Value> = Value | Promise<Value>

/** Both are waited for at the same time, and neither when they are at hand. */
function withAccess(
  objects: Later<Partial<Snapshot>>,
  access: Later<Cluster['queueAccess'] | undefined>,
): Later<Partial<Cluster>> {
  if (!(objects instanceof Promise) && !(access instanceof Promise)) return joined(objects, access)
  return Promise.all([objects, access]).then(([known, allowed]) => joined(known, allowed))
}

const joined = (objects: Partial<Snapshot>, queueAccess: Cluster['queueAccess'] | undefined): Partial<Cluster> =>
  queueAccess === undefined ? objects : { ...objects, queueAccess }

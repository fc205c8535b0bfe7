import type { Logger } from './logger.ts'
import type { ResourceStatus } from './object-source.ts'
import type { Outcome, Progress } from './progress.ts'
import type { Timers } from './timers.ts'

/** Keeps and tells how the reading of one kind of objects goes. */
export type ReflectionRecord = Readonly<{
  status: () => Omit<ResourceStatus, 'objects'>
  /** Resolves when all objects are there for the first time. */
  filled: Promise<void>
  /** Something came from the API server. */
  touch: () => void
  /** A list or a watch, begun at `before`, has ended. */
  note: (before: Progress, outcome: Outcome, retryMs: number) => void
}>

export function createReflectionRecord(resource: string, logger: Logger, timers: Timers): ReflectionRecord {
  const filled = Promise.withResolvers<void>()
  let synced = false
  let lastEventAt: number | undefined
  let restarts = 0
  return {
    status: () => ({ resource, synced, lastEventAt, restarts }),
    filled: filled.promise,
    touch() {
      lastEventAt = timers.now()
    },
    note({ resourceVersion, failures }, { failure }, retryMs) {
      const did = resourceVersion === undefined ? 'list' : 'watch'
      if (failure) {
        restarts += 1
        const isUnknown = did === 'list' && failure.status === 404
        const why = isUnknown ? "the API server does not know them; install Volcano's CRDs" : failure.message
        const fields = { resource, status: failure.status, failures: failures + 1, retryMs }
        logger.warn(fields, `failed to ${did} ${resource}: ${why}`)
      } else if (!synced) {
        synced = true
        logger.info({ resource }, `the cache of ${resource} is filled`)
        filled.resolve()
      }
    },
  }
}

import type { Failure } from './api-answer.ts'
import type { Logger } from './logger.ts'
import type { ResourceStatus } from './object-source.ts'
import type { Outcome, Progress } from './progress.ts'
import type { Timers } from './timers.ts'

/** What is to be known of a kind in order to follow its objects. */
export type ReflectedResource = Readonly<{ name: string; path: string; isAdvisory: boolean }>

/** The API server does not serve the kind, and the cluster does well without: there are no such objects. */
export const isNotInstalled = ({ isAdvisory }: ReflectedResource, { status }: Failure): boolean =>
  isAdvisory && status === 404

/** Keeps and tells how the reading of one kind of objects goes. */
export type ReflectionRecord = Readonly<{
  status: () => Omit<ResourceStatus, 'objects'>
  /** Resolves when all objects are there for the first time. */
  filled: Promise<void>
  /** Resolves when nobody need wait any longer: when it is filled, or, for an advisory kind, after the first failure. */
  settled: Promise<void>
  /** Something came from the API server. */
  touch: () => void
  /** A list or a watch, begun at `before`, has ended. */
  note: (before: Progress, outcome: Outcome, retryMs: number) => void
}>

export function createReflectionRecord(kind: ReflectedResource, logger: Logger, timers: Timers): ReflectionRecord {
  const { name: resource } = kind
  const filled = Promise.withResolvers<void>()
  const settled = Promise.withResolvers<void>()
  let synced = false
  let lastEventAt: number | undefined
  let restarts = 0

  const fill = (sentence: string) => {
    if (synced) return
    synced = true
    logger.info({ resource }, sentence)
    filled.resolve()
  }
  const complain = (did: string, failure: Failure, failures: number, retryMs: number) => {
    restarts += 1
    const isUnknown = did === 'list' && failure.status === 404
    const why = isUnknown ? "the API server does not know them; install Volcano's CRDs" : failure.message
    logger.warn({ resource, status: failure.status, failures, retryMs }, `failed to ${did} ${resource}: ${why}`)
  }
  return {
    status: () => ({ resource, synced, lastEventAt, restarts }),
    filled: filled.promise,
    settled: settled.promise,
    touch() {
      lastEventAt = timers.now()
    },
    note({ resourceVersion, failures }, { failure }, retryMs) {
      const did = resourceVersion === undefined ? 'list' : 'watch'
      if (failure === undefined) fill(`the cache of ${resource} is filled`)
      else if (did === 'list' && isNotInstalled(kind, failure)) fill(`there are no ${resource}: they are not installed`)
      else complain(did, failure, failures + 1, retryMs)
      if (synced || kind.isAdvisory) settled.resolve()
    },
  }
}

import type { ApiClient } from './api-client.ts'
import { listAll } from './list.ts'
import type { Logger } from './logger.ts'
import type { ResourceStatus } from './object-source.ts'
import { type Outcome, type Progress, proceed, unread } from './progress.ts'
import {
  createReflectionRecord,
  isNotInstalled,
  type ReflectedResource,
  type ReflectionRecord,
} from './reflection-record.ts'
import type { Store } from './store.ts'
import { pause, type Timers } from './timers.ts'
import { watchFrom } from './watch.ts'

type Reflection<Kept> = Readonly<{
  client: ApiClient
  resource: ReflectedResource
  /** What is kept of an object as it arrives. */
  keep: (object: unknown) => Kept
  store: Store<Kept>
  logger: Logger
  timers: Timers
  /** From 0 to 1. */
  random: () => number
}>

export type Reflector = Readonly<{
  status: () => ResourceStatus
  /** Resolves when the store holds all objects for the first time. */
  filled: Promise<void>
  /** Resolves when nobody need wait any longer: when it is filled, or, for an advisory kind, after the first failure. */
  settled: Promise<void>
  /** Follows the objects until the signal is aborted. */
  run: (signal: AbortSignal) => Promise<void>
}>

/**
 * Keeps a store equal to all objects of a kind in the cluster: a list, then a watch, whatever happens. Mirrors client-go
 * tools/cache: Reflector.
 */
export function createReflector<Kept>(reflection: Reflection<Kept>): Reflector {
  const { resource, store, logger, timers, random } = reflection
  const record = createReflectionRecord(resource, logger, timers)
  const run = async (signal: AbortSignal): Promise<void> => {
    let progress = unread
    while (!signal.aborted) {
      const outcome = await readOn(reflection, record, progress, signal)
      if (signal.aborted) return
      const next = proceed(progress, outcome, random())
      record.note(progress, outcome, next.delayMs)
      progress = next.progress
      await pause(timers, next.delayMs, signal)
    }
  }
  const { filled, settled } = record
  return { status: () => ({ ...record.status(), objects: store.size() }), filled, settled, run }
}

const readOn = <Kept>(
  reflection: Reflection<Kept>,
  record: ReflectionRecord,
  { resourceVersion }: Progress,
  signal: AbortSignal,
): Promise<Outcome> =>
  resourceVersion === undefined ? list(reflection, record, signal) : watch(reflection, record, resourceVersion, signal)

/** Until the last page is here, the store stays as it was. */
async function list<Kept>(
  { client, resource, keep, store, timers }: Reflection<Kept>,
  { touch }: ReflectionRecord,
  signal: AbortSignal,
): Promise<Outcome> {
  const objects: Kept[] = []
  const visit = (object: unknown) => void objects.push(keep(object))
  const { value: resourceVersion, failure } = await listAll({ client, path: resource.path, visit, timers, signal })
  if (failure === undefined || isNotInstalled(resource, failure)) {
    store.replaceAll(failure === undefined ? objects : [])
    touch()
  }
  return { resourceVersion, failure, livedMs: 0 }
}

const watch = <Kept>(
  { client, resource, keep, store, timers, random }: Reflection<Kept>,
  { touch }: ReflectionRecord,
  resourceVersion: string,
  signal: AbortSignal,
): Promise<Outcome> =>
  watchFrom({
    client,
    path: resource.path,
    resourceVersion,
    onEvent(event) {
      touch()
      if (event.type === 'put') store.put(keep(event.object))
      else if (event.type === 'remove') store.remove(keep(event.object))
    },
    timers,
    random,
    signal,
  })

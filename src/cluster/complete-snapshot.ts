import type { ObjectLookUp, Snapshot } from '../admission/snapshot.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { LiveLookUp } from './live-look-up.ts'
import { LookUpFailed } from './object-source.ts'
import { project } from './project.ts'
import { resources } from './resources.ts'

/**
 * The cache when all look-ups are at hand there. Else also what it lacks, and without the advisory kinds of which that could
 * not be had. Where a review finds no room to wait, those are left out at once: it must not fail for the sake of advice.
 */
export function completeSnapshot(
  cached: Partial<Snapshot>,
  lookUps: readonly ObjectLookUp[],
  ask: LiveLookUp,
  signal: AbortSignal,
): Partial<Snapshot> | Promise<Partial<Snapshot>> {
  const missingOnes = lookUps.filter((lookUp) => isMissing(cached, lookUp))
  if (missingOnes.length === 0) return cached
  const missing = Map.groupBy(missingOnes, ({ from }) => from)
  const names = [...missing.keys()]
  if (signal.aborted && names.every((name) => resources[name].isAdvisory))
    return { ...cached, ...Object.fromEntries(names.map((name) => [name, undefined])) }
  return Promise.all(names.map(fetchKind)).then((fetched) => ({ ...cached, ...Object.fromEntries(fetched) }))

  async function fetchKind<Name extends ObjectLookUp['from']>(name: Name) {
    const known: Snapshot[Name] | undefined = cached[name]
    try {
      const objects = await Promise.all((missing.get(name) ?? []).map((lookUp) => ask(lookUp, signal)))
      return [name, known && overlay(name, known, objects)] as const
    } catch (error) {
      if (error instanceof LookUpFailed && resources[name].isAdvisory) return [name, undefined] as const
      throw error
    }
  }
}

/** Whether an object must be asked for. Of kinds that are not known nothing is: rules that read them are skipped. */
const isMissing = (cached: Partial<Snapshot>, lookUp: ObjectLookUp): boolean =>
  cached[lookUp.from] !== undefined && !isCertain(lookUp.from, findObject(cached, lookUp))

/** A queue has no state until its controller has seen it, a moment after it was created: the watch may not know yet. */
const isCertain = (from: keyof Snapshot, object: unknown): boolean =>
  object !== undefined && (from !== 'queues' || Boolean((object as Queue).status?.state))

const findObject = (snapshot: Partial<Snapshot>, lookUp: ObjectLookUp): unknown =>
  'namespace' in lookUp
    ? snapshot[lookUp.from]?.get(lookUp.namespace, lookUp.name)
    : snapshot[lookUp.from]?.get(lookUp.name)

/** What is cached of a kind, and these objects. Once the watch has brought an object, that one counts. */
function overlay<Name extends keyof Snapshot>(
  name: Name,
  cached: Snapshot[Name],
  objects: readonly unknown[],
): Snapshot[Name] {
  const { createStore, kept } = resources[name]
  const fetched = createStore()
  for (const object of objects) if (object !== undefined) fetched.put(project(kept, object))
  const find: Find = cached.get
  const findFetched: Find = fetched.get
  const get: Find = (...key) => {
    const object = find(...key)
    return isCertain(name, object) ? object : (findFetched(...key) ?? object)
  }
  return { ...cached, get }
}

/** By name, or by namespace and name. */
type Find = (...key: readonly string[]) => unknown

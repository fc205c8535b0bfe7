import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { connectCluster } from '../../src/cluster/connect-cluster.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'

type KubernetesObject = Readonly<{ metadata?: object | undefined; [field: string]: unknown }>

/** What is created again and again: the path of the kind, and an object of it. */
export type Creation = Readonly<{ path: string; object: KubernetesObject }>

/** What came of a load: each complaint with its number. */
export type LoadResult = Readonly<{ calls: number; failures: Readonly<Record<string, number>>; longestMs: number }>

/** Between two calls of a worker, so that the servers under test have some of the machine left. */
const pauseMs = 20

/**
 * Creates objects through the API server all the time, as dry runs, each creation by a worker of its own. Resolves once all
 * of them can be created, with how to stop it.
 */
export async function startLoad(
  { kubeconfigPath }: ControlPlane,
  creations: readonly Creation[],
): Promise<() => Promise<LoadResult>> {
  const client = await connectCluster({ kubeconfig: kubeconfigPath, requestsPerSecond: 0, burst: 0 })
  await waitUntil('objects can be created', async () => {
    const complaints = await Promise.all(creations.map((creation) => create(client, creation, 'first')))
    return complaints.every((complaint) => complaint === undefined)
  })
  const failures: Record<string, number> = {}
  let calls = 0
  let longestMs = 0
  let isLoaded = true

  const work = async (creation: Creation, worker: number) => {
    while (isLoaded) {
      const begin = performance.now()
      const complaint = await create(client, creation, `load-${worker}-${calls}`)
      longestMs = Math.max(longestMs, performance.now() - begin)
      calls += 1
      if (complaint !== undefined) failures[complaint] = (failures[complaint] ?? 0) + 1
      await setTimeout(pauseMs)
    }
  }
  const working = Promise.all(creations.map(work))
  const stop = async () => {
    isLoaded = false
    await working
    client.close()
    return { calls, failures, longestMs }
  }
  onTestFinished(() => void stop())
  return stop
}

/** Why the API server did not create it; undefined when it did. */
async function create(client: ApiClient, { path, object }: Creation, name: string): Promise<string | undefined> {
  const body = { type: 'application/json', content: { ...object, metadata: { ...object.metadata, name } } }
  const { signal } = new AbortController()
  const { failure } = await client.send({ method: 'POST', path: `${path}?dryRun=All`, body, signal })
  return failure?.message
}

import type { ApiClient } from '../../src/cluster/api-client.ts'
import { companionKinds } from '../../src/cluster/companions/companion-kinds.ts'
import { connectCluster } from '../../src/cluster/connect-cluster.ts'
import type { ControlPlane } from '../control-plane/start.ts'

export type TriedObject = Readonly<{
  apiVersion?: string
  kind?: string
  metadata?: Readonly<{ name?: string; namespace?: string }>
}>

/** What came of an attempt: the object as it would be stored, or the API server's sentence. */
export type Attempt<Tried> = Readonly<{ stored: Tried; refusal?: undefined } | { refusal: string; stored?: undefined }>

/** Tries whether the API server would create objects. */
export type Trial = Readonly<{
  create: <Tried extends TriedObject>(object: Tried) => Promise<Attempt<Tried>>
  close: () => void
}>

/** Requests over connections that stay open, as one process of kubectl for each of thousands would take minutes. */
export async function openTrial({ kubeconfigPath }: ControlPlane): Promise<Trial> {
  const client = await connectCluster({ kubeconfig: kubeconfigPath, requestsPerSecond: 0, burst: 1 })
  return { create: (object) => create(client, object), close: client.close }
}

const collections = new Map([
  ...companionKinds.map(({ kind, base, name }) => [kind, { base, name }] as const),
  ['Pod', { base: '/api/v1', name: 'pods' }],
  ['PersistentVolumeClaim', { base: '/api/v1', name: 'persistentvolumeclaims' }],
  ['Job', { base: '/apis/batch.volcano.sh/v1alpha1', name: 'jobs' }],
])

/** A dry run does all but store, so of large objects it does not tell whether etcd takes them. */
const largestDryRun = 500_000

async function create<Tried extends TriedObject>(client: ApiClient, object: Tried): Promise<Attempt<Tried>> {
  const { base, name: plural } = collections.get(object.kind ?? '') ?? { base: '', name: '' }
  const path = `${base}/namespaces/${object.metadata?.namespace ?? 'default'}/${plural}`
  const isLarge = JSON.stringify(object).length > largestDryRun
  const query = isLarge ? '' : '?dryRun=All'
  const signal = AbortSignal.timeout(30_000)
  const body = { type: 'application/json', content: object }
  const { value, failure } = await client.send({ method: 'POST', path: path + query, body, signal })
  if (failure) return { refusal: failure.message }
  const stored = value as Tried
  if (isLarge) await client.send({ method: 'DELETE', path: `${path}/${stored.metadata?.name}?gracePeriodSeconds=0`, signal })
  return { stored }
}

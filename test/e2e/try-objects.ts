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

/** Tries what the API server would do, or has it done. */
export type Trial = Readonly<{
  /** Whether it would create the object. Nothing stays. */
  tryToCreate: <Tried extends TriedObject>(object: Tried) => Promise<Attempt<Tried>>
  /** Whether it would let the object take the place of the one that is stored. */
  tryToReplace: <Tried extends TriedObject>(object: Tried) => Promise<Attempt<Tried>>
  create: <Tried extends TriedObject>(object: Tried) => Promise<Attempt<Tried>>
  remove: (object: TriedObject) => Promise<void>
  close: () => void
}>

/** Requests over connections that stay open, as one process of kubectl for each of thousands would take minutes. */
export async function openTrial({ kubeconfigPath }: Pick<ControlPlane, 'kubeconfigPath'>): Promise<Trial> {
  const client = await connectCluster({ kubeconfig: kubeconfigPath, requestsPerSecond: 0, burst: 1 })
  const send = sender(client)
  const create = <Tried extends TriedObject>(object: Tried) => send('POST', pathTo(object), object)
  const remove = async (object: TriedObject) => {
    const { refusal } = await send('DELETE', `${pathOf(object)}?gracePeriodSeconds=0`)
    if (refusal) throw new Error(refusal)
  }
  return {
    create,
    remove,
    async tryToCreate(object) {
      if (JSON.stringify(object).length <= largestDryRun) return send('POST', `${pathTo(object)}?dryRun=All`, object)
      const attempt = await create(object)
      if (attempt.stored) await remove(attempt.stored)
      return attempt
    },
    tryToReplace: (object) => send('PUT', `${pathOf(object)}?dryRun=All`, object),
    close: client.close,
  }
}

/** A dry run does all but store, so of large objects it does not tell whether etcd takes them. */
const largestDryRun = 500_000

const collections = new Map([
  ...companionKinds.map(({ kind, base, name }) => [kind, { base, name }] as const),
  ['Pod', { base: '/api/v1', name: 'pods' }],
  ['PersistentVolumeClaim', { base: '/api/v1', name: 'persistentvolumeclaims' }],
  ['Job', { base: '/apis/batch.volcano.sh/v1alpha1', name: 'jobs' }],
])

function pathTo({ kind = '', metadata }: TriedObject): string {
  const { base, name } = collections.get(kind) ?? { base: '/of/no', name: kind }
  return `${base}/namespaces/${metadata?.namespace ?? 'default'}/${name}`
}

const pathOf = (object: TriedObject): string => `${pathTo(object)}/${object.metadata?.name}`

const sender =
  (client: ApiClient) =>
  async <Tried>(method: 'POST' | 'PUT' | 'DELETE', path: string, object?: Tried): Promise<Attempt<Tried>> => {
    const { value, failure } = await client.send({
      ...{ method, path, signal: AbortSignal.timeout(30_000) },
      ...(object !== undefined && { body: { type: 'application/json', content: object } }),
    })
    if (failure?.message.includes('failed calling webhook')) throw new Error(failure.message)
    return failure ? { refusal: failure.message } : { stored: value as Tried }
  }

import type { Companion } from '../../plugins/companion.ts'
import { companionLabels, type ExistingCompanion, fieldManager } from '../../plugins/companions/existing.ts'
import type { ApiClient } from '../api-client.ts'

/** A kind of which companions are, and where the API server serves it. */
export type CompanionKind = Readonly<{
  name: string
  apiVersion: string
  kind: string
  base: string
  path: string
  isAdvisory: false
}>

const kindOf = (base: string, apiVersion: string, name: string, kind: string): CompanionKind => ({
  ...{ name, apiVersion, kind, base },
  path: `${base}/${name}`,
  isAdvisory: false,
})

export const companionKinds: readonly CompanionKind[] = [
  kindOf('/api/v1', 'v1', 'configmaps', 'ConfigMap'),
  kindOf('/api/v1', 'v1', 'services', 'Service'),
  kindOf('/api/v1', 'v1', 'secrets', 'Secret'),
  kindOf('/apis/networking.k8s.io/v1', 'networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy'),
]

/** Throws for a companion of another kind: a plugin that makes one needs a line in the table. */
export function kindOfCompanion({ kind }: Companion): CompanionKind {
  const found = companionKinds.find((each) => each.kind === kind)
  if (found === undefined) throw new Error(`there are no companions of the kind ${kind}`)
  return found
}

/** A client to which nothing is shown but the companions made here. */
export function onlyCompanions(client: ApiClient): ApiClient {
  const terms = Object.entries(companionLabels).map(([name, value]) => `${name}=${value}`)
  const selector = `&labelSelector=${encodeURIComponent(terms.join(','))}`
  return {
    send: (request) => client.send({ ...request, path: request.path + selector }),
    open: (request) => client.open({ ...request, path: request.path + selector }),
    close: client.close,
  }
}

type StoredObject = Readonly<{
  metadata?: Readonly<{
    namespace?: string
    name?: string
    uid?: string
    deletionTimestamp?: string
    ownerReferences?: readonly Readonly<{ kind?: string; name?: string; uid?: string }>[]
    managedFields?: readonly Readonly<{ manager?: string }>[]
  }>
  data?: Readonly<Record<string, string>>
}>

/** An existing companion, and the namespace in which it is. */
export type KeptCompanion = ExistingCompanion & Readonly<{ namespace: string }>

/** What is kept of an object of the cluster. Items of lists do not say what they are. */
export function keptCompanion({ apiVersion, kind }: CompanionKind, object: unknown): KeptCompanion {
  const { metadata = {}, data, ...rest } = (object ?? {}) as StoredObject
  const { managedFields = [], ...keptMetadata } = metadata
  const config = Buffer.from(data?.config ?? '', 'base64').toString()
  const content = kind === 'Secret' ? { stringData: { config } } : { ...rest, data }
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
    owners: (metadata.ownerReferences ?? []).map(({ kind: of = '', name = '', uid = '' }) => ({ kind: of, name, uid })),
    isMadeHere: managedFields.some(({ manager }) => manager === fieldManager),
    isGoing: metadata.deletionTimestamp !== undefined,
    content: { ...content, apiVersion, kind, metadata: keptMetadata },
  }
}

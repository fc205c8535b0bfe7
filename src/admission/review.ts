export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

/** Which objects a webhook is called for, as in a webhook configuration: `{ group: '', version: 'v1', resource: 'pods' }`. */
export type Resource = Readonly<{ group: string; version: string; resource: string }>

export type Kind = Readonly<{ group: string; version: string; kind: string }>

/** Who asks, as the API server knows them: what it decides about rights with. Mirrors authentication.k8s.io UserInfo. */
export type Requester = Readonly<{
  username?: string
  uid?: string
  groups?: readonly string[]
  extra?: Readonly<Record<string, readonly string[]>>
}>

/** One question of the API server: may this object be stored, and as what? Mirrors admission.k8s.io AdmissionRequest. */
export type Review<Content = unknown> = Readonly<{
  uid: string
  kind: Kind
  resource: Resource
  operation: Operation
  namespace: string
  name: string
  user: string
  /** Absent where nobody asks but a file. */
  requester?: Requester
  dryRun: boolean
  object: Content
  oldObject: Content | undefined
}>

/** The question that the API server would ask when an object is created. */
export const creationOf = (
  object: Readonly<{ kind?: string; metadata?: Readonly<{ name?: string; namespace?: string }> }>,
  resource: Resource,
): Review => ({
  uid: '',
  kind: { group: resource.group, version: resource.version, kind: object.kind ?? '' },
  resource,
  operation: 'CREATE',
  namespace: object.metadata?.namespace ?? 'default',
  name: object.metadata?.name ?? '',
  user: '',
  dryRun: true,
  object,
  oldObject: undefined,
})

import type { ResourceList } from '../../kubernetes/shapes/metadata.ts'
import type { QueueSpec } from '../../kubernetes/shapes/queue.ts'

/** A list of resources in the spec of a queue: where it stands, and what it means to leave a resource out of it. */
export type ResourceField = Readonly<{
  path: string
  absence: string
  of: (spec: QueueSpec | undefined) => ResourceList | undefined
}>

export const capability: ResourceField = {
  path: 'spec.capability',
  absence: 'no limit',
  of: (spec) => spec?.capability,
}

export const deserved: ResourceField = {
  path: 'spec.deserved',
  absence: 'no share',
  of: (spec) => spec?.deserved,
}

export const guarantee: ResourceField = {
  path: 'spec.guarantee.resource',
  absence: 'no guarantee',
  of: (spec) => spec?.guarantee?.resource,
}

/** The order is the order of the answers. */
export const resourceFields: readonly ResourceField[] = [capability, deserved, guarantee]

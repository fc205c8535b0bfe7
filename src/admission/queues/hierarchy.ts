import type { Queue } from '../../kubernetes/shapes/queue.ts'

/**
 * Where a queue stands in the tree of the hierarchical scheduler, in annotations: `root/sci/dev`, and the weight of each
 * part, `1/2/4`. It has nothing to do with spec.parent.
 */
export type Hierarchy = Readonly<{ path: string; weights: string }>

export const pathKey = 'volcano.sh/hierarchy'
export const weightsKey = 'volcano.sh/hierarchy-weights'

export const hierarchyOf = ({ metadata }: Queue): Hierarchy => ({
  path: metadata?.annotations?.[pathKey] ?? '',
  weights: metadata?.annotations?.[weightsKey] ?? '',
})

/** The field of an annotation: `metadata.annotations[volcano.sh/hierarchy]`. */
export const annotationPath = (key: string): string => `metadata.annotations[${key}]`

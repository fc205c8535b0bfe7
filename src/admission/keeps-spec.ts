import { differences } from '../kubernetes/differences.ts'
import type { Shape } from '../kubernetes/shape.ts'
import type { Metadata } from '../kubernetes/shapes/metadata.ts'
import type { Review } from './review.ts'

type Specified = Readonly<{ metadata?: Metadata; spec?: unknown }>

/**
 * Whether an update has nothing to be judged: the object is being deleted, or its spec stays as it is. Labels and
 * finalizers may change.
 */
export const keepsSpec =
  (specShape: Shape) =>
  ({ operation, object, oldObject }: Review<Specified>): boolean => {
    if (operation !== 'UPDATE') return false
    if (object.metadata?.deletionTimestamp !== undefined) return true
    return differences(specShape, oldObject?.spec ?? {}, object.spec ?? {}, 'spec').length === 0
  }

import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { AnyRule } from '../rule.ts'
import { amountsAreSound } from './rules/amounts-are-sound.ts'
import { capabilityCoversDescendants } from './rules/capability-covers-descendants.ts'
import { capabilityFitsAncestors } from './rules/capability-fits-ancestors.ts'
import { childrenFit } from './rules/children-fit.ts'
import { depthIsBounded } from './rules/depth-is-bounded.ts'
import { deservedCoversGuarantee } from './rules/deserved-covers-guarantee.ts'
import { deservedFitsCapability } from './rules/deserved-fits-capability.ts'
import { hierarchyHasWeights } from './rules/hierarchy-has-weights.ts'
import { hierarchyIsALeaf } from './rules/hierarchy-is-a-leaf.ts'
import { hierarchyIsBelowNoLeaf } from './rules/hierarchy-is-below-no-leaf.ts'
import { hierarchyMeansWhatItSays } from './rules/hierarchy-means-what-it-says.ts'
import { parentLeadsToRoot } from './rules/parent-leads-to-root.ts'
import { parentRunsNoPods } from './rules/parent-runs-no-pods.ts'
import { rootHasNoParent } from './rules/root-has-no-parent.ts'
import { siblingsFitParent } from './rules/siblings-fit-parent.ts'
import { stateIsOpenOrClosed } from './rules/state-is-open-or-closed.ts'

/** What a new queue must meet. The order is the order of the answers. */
export const createRules: readonly AnyRule<Queue>[] = [
  amountsAreSound,
  deservedCoversGuarantee,
  deservedFitsCapability,
  stateIsOpenOrClosed,
  hierarchyHasWeights,
  hierarchyIsALeaf,
  hierarchyIsBelowNoLeaf,
  hierarchyMeansWhatItSays,
  parentLeadsToRoot,
  depthIsBounded,
  parentRunsNoPods,
  rootHasNoParent,
  capabilityFitsAncestors,
  siblingsFitParent,
  capabilityCoversDescendants,
  childrenFit,
]

import type { Queue } from '../../kubernetes/shapes/queue.ts'
import { ratchet } from '../ratchet.ts'
import type { AnyRule } from '../rule.ts'
import { changesHierarchy, changesResources, changesResourcesInPlace, isMoved } from './changes.ts'
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
import { rootKeepsResources } from './rules/root-keeps-resources.ts'
import { siblingsFitParent } from './rules/siblings-fit-parent.ts'
import { when } from './when.ts'

/**
 * What a change of a queue must meet, in the order of the answers. Its state is not asked for: that is none of the user's
 * doing.
 */
export const updateRules: readonly AnyRule<Queue>[] = [
  ratchet(amountsAreSound),
  ratchet(deservedCoversGuarantee),
  ratchet(deservedFitsCapability),
  ratchet(hierarchyHasWeights),
  when(changesHierarchy, ratchet(hierarchyIsALeaf)),
  when(changesHierarchy, ratchet(hierarchyIsBelowNoLeaf)),
  when(changesHierarchy, hierarchyMeansWhatItSays),
  when(isMoved, parentLeadsToRoot),
  when(changesResourcesInPlace, ratchet(parentLeadsToRoot)),
  when(isMoved, depthIsBounded),
  when(isMoved, parentRunsNoPods),
  when(isMoved, rootHasNoParent),
  rootKeepsResources,
  when(changesResources, ratchet(capabilityFitsAncestors)),
  when(changesResources, ratchet(siblingsFitParent)),
  when(changesResources, ratchet(capabilityCoversDescendants)),
  when(changesResources, ratchet(childrenFit)),
]

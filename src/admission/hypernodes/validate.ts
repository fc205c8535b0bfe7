import { type HyperNode, hyperNodeShape, hyperNodeSpecShape } from '../../kubernetes/shapes/hyper-node.ts'
import { keepsSpec } from '../keeps-spec.ts'
import { ratchet } from '../ratchet.ts'
import type { AnyRule } from '../rule.ts'
import { validating } from '../webhook.ts'
import { exactNamesAreUnique } from './rules/exact-names-are-unique.ts'
import { hasMembers } from './rules/has-members.ts'
import { membersSelectSomething } from './rules/members-select-something.ts'
import { patternsCompile } from './rules/patterns-compile.ts'

/** What a hyper node must meet. The order is the order of the answers. */
const rules: readonly AnyRule<HyperNode>[] = [hasMembers, patternsCompile, membersSelectSomething, exactNamesAreUnique]

export const validateHyperNodes = validating(
  {
    path: '/hypernodes/validate',
    resource: { group: 'topology.volcano.sh', version: 'v1alpha1', resource: 'hypernodes' },
    scope: 'Cluster',
    operations: ['CREATE', 'UPDATE'],
    name: 'validatehypernodes.volcano.sh',
    sideEffects: 'None',
    about: 'Refuses hyper nodes without members, and patterns for names that Volcano cannot read.',
    shape: hyperNodeShape,
    // Volcano lets such a review pass.
    wrongOperation: undefined,
    lookUps: () => [],
  },
  { rules: { CREATE: rules, UPDATE: rules.map(ratchet) }, isLeftAlone: keepsSpec(hyperNodeSpecShape) },
)

import { invalid } from '../../finding.ts'
import type { HyperNodeRule } from '../rule.ts'

/** A hyper node has at least one member. Mirrors hypernodes/validate: validateHyperNode. */
export const hasMembers: HyperNodeRule = {
  id: 'has-members',
  nature: 'upstream',
  about: {
    why: 'A hyper node says which nodes are near each other; without members it says nothing.',
    fix: 'Add a node, or a hyper node of a lower tier.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    spec.members?.length
      ? []
      : [
          invalid(
            'spec.members',
            spec.members ?? null,
            'member must have at least one member; add a node, or a hyper node of a lower tier',
          ),
        ],
}

import type { Member } from '../../../kubernetes/shapes/hyper-node.ts'
import { type Finding, required } from '../../finding.ts'
import type { HyperNodeRule } from '../rule.ts'

/**
 * Every member can be found. Volcano's server does not look at it. Mirrors what its scheduler takes for
 * members: hyper nodes by their exact name alone, nodes also by a pattern or by labels (BuildHyperNodeCache, GetMembers).
 */
export const membersSelectSomething: HyperNodeRule = {
  id: 'members-select-something',
  nature: 'impossible',
  about: {
    why: 'The scheduler finds hyper nodes by their exact name alone, and nodes by name, pattern or labels. A member with another selector, or with none, is nothing.',
    fix: 'Use `exactMatch` for hyper nodes, and one of `exactMatch`, `regexMatch` and `labelMatch` for nodes.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    (spec.members ?? []).flatMap((member, i) => checkMember(member, `spec.members[${i}].selector`)),
}

function checkMember({ type, selector = {} }: Member, path: string): readonly Finding[] {
  const { exactMatch, regexMatch, labelMatch } = selector
  if (exactMatch !== undefined) return []
  if (type === 'HyperNode')
    return [
      required(
        `${path}.exactMatch`,
        'hyper nodes are found by their name alone; without exactMatch this member is nothing',
      ),
    ]
  if (regexMatch !== undefined) return []
  if (labelMatch === undefined)
    return [required(path, 'without exactMatch, regexMatch or labelMatch this member is no node at all')]
  const { matchLabels = {}, matchExpressions = [] } = labelMatch
  const isEmpty = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
  return isEmpty ? [required(`${path}.labelMatch`, 'without any label this member is no node at all')] : []
}

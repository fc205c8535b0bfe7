import { duplicate } from '../../finding.ts'
import type { HyperNodeRule } from '../rule.ts'

/** No two members name the same node, or the same hyper node. Volcano does not look at it. */
export const exactNamesAreUnique: HyperNodeRule = {
  id: 'exact-names-are-unique',
  nature: 'doubtful',
  about: {
    why: 'The same node twice is most likely a slip of the pen, and another node is missing.',
    fix: 'Name another node, or leave one of the two out.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const seen = new Map<string, number>()
    return (spec.members ?? []).flatMap(({ type = '', selector = {} }, i) => {
      const name = selector.exactMatch?.name
      if (name === undefined) return []
      const earlier = seen.get(`${type}/${name}`)
      if (earlier === undefined) {
        seen.set(`${type}/${name}`, i)
        return []
      }
      const sentence = `spec.members[${earlier}] has it already; leave one of the two out`
      return [duplicate(`spec.members[${i}].selector.exactMatch.name`, name, sentence)]
    })
  },
}

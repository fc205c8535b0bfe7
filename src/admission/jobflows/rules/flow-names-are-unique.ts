import { duplicate } from '../../finding.ts'
import { lastOfName } from '../last-of-name.ts'
import type { JobFlowRule } from '../rule.ts'

/**
 * Each flow has a name of its own. Volcano's controller makes one job for a name and then waits for as many jobs as there
 * are flows. Its webhook says nothing.
 */
export const flowNamesAreUnique: JobFlowRule = {
  id: 'flow-names-are-unique',
  nature: 'impossible',
  about: {
    why: 'Volcano makes one job for a name, and then waits for as many jobs as there are flows: the job flow never succeeds.',
    fix: 'Give each flow a name of its own; job templates can be copied under another name.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { flows = [] } = spec
    if (lastOfName(flows).size === flows.length) return []
    const first = new Map<string, number>()
    return flows.flatMap(({ name = '' }, i) => {
      const earlier = first.get(name)
      if (earlier === undefined) {
        first.set(name, i)
        return []
      }
      const sentence = `spec.flows[${earlier}] has this name: there is one job for both, and the job flow never succeeds`
      return [duplicate(`spec.flows[${i}].name`, name, `${sentence}; rename one of them`)]
    })
  },
}

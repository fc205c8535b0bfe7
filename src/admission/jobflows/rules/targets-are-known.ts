import { type Finding, notFound } from '../../finding.ts'
import { lastOfName } from '../last-of-name.ts'
import type { JobFlowRule } from '../rule.ts'

/** A flow waits for flows that there are. Mirrors jobflows/validate: LoadVertexs, which names any one that there is not. */
export const targetsAreKnown: JobFlowRule = {
  id: 'targets-are-known',
  nature: 'upstream',
  about: {
    why: 'A flow waits for the jobs of its targets; a target that is no flow never completes.',
    fix: 'Name flows of this job flow as targets.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const flows = spec.flows ?? []
    const known = lastOfName(flows)
    return flows.flatMap(({ name = '', dependsOn }, i): readonly Finding[] => {
      const { targets = none } = dependsOn ?? {}
      if (targets.every((target) => known.has(target)) || known.get(name) !== i) return none
      return targets.flatMap((target, k) =>
        known.has(target) ? [] : [tell(target, `spec.flows[${i}].dependsOn.targets[${k}]`)],
      )
    })
  },
}

const none: readonly never[] = []

function tell(target: string, path: string): Finding {
  const sentence = `jobflow Flow is not DAG: vertex is not defined: ${target}`
  return notFound(path, target, `${sentence}; add a flow of this name, or take the target away`)
}

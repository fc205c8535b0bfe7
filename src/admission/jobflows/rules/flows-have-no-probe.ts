import { forbidden, listed } from '../../finding.ts'
import type { JobFlowRule } from '../rule.ts'

/** Volcano's controller waits until the jobs of the targets are completed, and never asks a probe. */
export const flowsHaveNoProbe: JobFlowRule = {
  id: 'flows-have-no-probe',
  nature: 'doubtful',
  about: {
    why: 'Volcano waits until the jobs of the targets are completed, and never asks a probe.',
    fix: 'Leave the probe out. Where a flow must start while another one runs, make one job of the two.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    if (spec.flows?.every(({ dependsOn }) => dependsOn?.probe === undefined)) return []
    const probed = (spec.flows ?? []).flatMap(({ dependsOn }, i) =>
      dependsOn?.probe === undefined ? [] : [`spec.flows[${i}]`],
    )
    const [first, ...others] = probed
    if (first === undefined) return []
    const also = others.length === 0 ? '' : ` (${listed(others, 4)}, too)`
    const sentence = `Volcano never asks it${also}: a flow starts when the jobs of its targets are completed`
    return [forbidden(`${first}.dependsOn.probe`, sentence)]
  },
}

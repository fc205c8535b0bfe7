import { forbidden, listed } from '../../finding.ts'
import type { JobFlowRule } from '../rule.ts'

/** Volcano's controller makes the job of the template alone, so a patch promises what does not come. */
export const flowsHaveNoPatch: JobFlowRule = {
  id: 'flows-have-no-patch',
  nature: 'impossible',
  about: {
    why: 'Volcano makes the job of the job template alone: the patch is stored, and never applied.',
    fix: 'Change the job template, or make another one for this flow.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    if (spec.flows?.every(({ patch }) => patch === undefined)) return []
    const patched = (spec.flows ?? []).flatMap(({ patch }, i) => (patch === undefined ? [] : [`spec.flows[${i}]`]))
    const [first, ...others] = patched
    if (first === undefined) return []
    const also = others.length === 0 ? '' : ` (${listed(others, 4)}, too)`
    const sentence = `Volcano never applies it${also}: the job is made of the job template alone, so change that one`
    return [forbidden(`${first}.patch`, sentence)]
  },
}

import { subdomainMistakes } from '../../../kubernetes/names.ts'
import { type Finding, notFound } from '../../finding.ts'
import { distinctFlows } from '../distinct-flows.ts'
import type { JobFlowRule } from '../rule.ts'

/**
 * For each flow there is a job template of its name, in the namespace of the job flow. It may still be made, and
 * Volcano's webhook says nothing. What can be no name is left to other rules.
 */
export const jobTemplatesExist: JobFlowRule<'jobTemplates'> = {
  id: 'job-templates-exist',
  nature: 'doubtful',
  about: {
    why: 'Without the job template the flow, and those behind it in the list, wait; after some tries Volcano gives up.',
    fix: 'Create the job template first, in the namespace of the job flow, or put its name right.',
  },

  reads: ['jobTemplates'],
  check: ({ object: { spec = {} }, namespace }, { jobTemplates }) =>
    distinctFlows(spec.flows).flatMap(([flow, i]): readonly Finding[] => {
      if (jobTemplates.get(namespace, flow) !== undefined || subdomainMistakes(flow).length > 0) return none
      const sentence = `no job template of this name in namespace ${namespace}`
      const advice = 'the flow and those behind it in the list wait for it, and after some tries Volcano gives up'
      return [notFound(`spec.flows[${i}].name`, flow, `${sentence}: ${advice}`)]
    }),
}

const none: readonly never[] = []

import { subdomainMistakes } from '../../../kubernetes/names.ts'
import { type Finding, invalid } from '../../finding.ts'
import { distinctFlows } from '../distinct-flows.ts'
import { jobNameOf, labelOf, longestName, tooLong } from '../generated-names.ts'
import type { JobFlowRule } from '../rule.ts'

/**
 * Jobs can be made of the flows: a job template can have the name of the flow, and the names and labels that Volcano's
 * controller makes have room. Its webhook says nothing.
 */
export const jobNamesAreLegal: JobFlowRule = {
  id: 'job-names-are-legal',
  nature: 'impossible',
  about: {
    why: 'A flow has the name of its job template, and its job is called `<job flow>-<flow>` and labelled `<namespace>.<job template>`. Where one of these cannot be, no job is ever made.',
    fix: 'Use a-z, 0-9, `-` and `.`, and keep the names short enough for 63 characters together.',
  },

  reads: [],
  check({ object: { metadata, spec = {} }, namespace }) {
    const jobFlow = metadata?.name ?? ''
    const flows = distinctFlows(spec.flows)
    return [
      ...checkLabel('metadata.name', jobFlow, namespace),
      ...flows.flatMap(([flow, i]) => checkFlow(i, flow, jobFlow, namespace)),
    ]
  },
}

const none: readonly never[] = []

function checkFlow(i: number, flow: string, jobFlow: string, namespace: string): readonly Finding[] {
  const room = longestName - Math.max(jobFlow.length, namespace.length) - 1
  if (flow.length <= room && subdomainMistakes(flow).length === 0) return none
  const path = `spec.flows[${i}].name`
  if (subdomainMistakes(flow).length > 0) {
    const sentence = "no job template can have this name, so the flow never starts; use a-z, 0-9, '-' and '.'"
    return [invalid(path, flow, sentence)]
  }
  const job = jobNameOf(jobFlow, flow)
  if (jobFlow !== '' && job.length > longestName)
    return [invalid(path, flow, `${tooLong('its job would be called', job)}: shorten one of the names`)]
  return checkLabel(path, flow, namespace)
}

/** Of a job flow that has no name yet, nothing is known. */
function checkLabel(path: string, name: string, namespace: string): readonly Finding[] {
  const label = labelOf(namespace, name)
  if (name === '' || label.length <= longestName) return none
  const sentence = `${tooLong('jobs would be labelled', label)}: shorten the name, or no job can be made`
  return [invalid(path, name, sentence)]
}

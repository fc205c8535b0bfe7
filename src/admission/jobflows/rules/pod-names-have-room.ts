import { rememberObject } from '../../../kubernetes/remember.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { podNameOf } from '../../../plugins/hosts.ts'
import { invalid } from '../../finding.ts'
import { distinctFlows } from '../distinct-flows.ts'
import { jobNameOf, longestName, tooLong } from '../generated-names.ts'
import type { JobFlowRule } from '../rule.ts'

/**
 * The name of the job flow leaves room for those of the pods: `<job flow>-<flow>-<task>-<index>`. The index is that of the
 * task, as where jobs are checked. Volcano's webhook says nothing.
 */
export const podNamesHaveRoom: JobFlowRule<'jobTemplates'> = {
  id: 'pod-names-have-room',
  nature: 'impossible',
  about: {
    why: 'Pods are called `<job flow>-<flow>-<task>-<index>`, which is also a host name of at most 63 characters.',
    fix: 'Shorten the name of the job flow, of the flow or of the task.',
  },

  reads: ['jobTemplates'],
  check({ object: { metadata, spec = {} }, namespace }, { jobTemplates }) {
    const jobFlow = metadata?.name ?? ''
    return distinctFlows(spec.flows).flatMap(([flow, i]) => {
      const job = jobNameOf(jobFlow, flow)
      if (jobFlow === '' || job.length > longestName) return []
      const pod = longestPodOf(jobTemplates.get(namespace, flow)?.spec?.tasks ?? none)
      if (job.length + pod.length <= longestName) return []
      const sentence = `${tooLong('a pod of its job would be called', job + pod)}: shorten the name of the job flow`
      return [invalid(`spec.flows[${i}].name`, flow, sentence)]
    })
  },
}

const none: readonly never[] = []

/** What stands behind the name of the job: `-worker-0`. Templates are asked for again and again, and never change. */
const longestPodOf = rememberObject((tasks: readonly Task[]): string =>
  tasks
    .map(({ name }, index) => podNameOf('', name || `default${index}`, index))
    .reduce((longest, pod) => (pod.length > longest.length ? pod : longest), ''),
)

import type { JobTemplate } from '../../../kubernetes/shapes/job-template.ts'
import { podNameOf } from '../../../plugins/hosts.ts'
import { type Finding, invalid } from '../../finding.ts'
import { jobNameOf, labelOf, longestName, tooLong } from '../../jobflows/generated-names.ts'
import type { Rule } from '../../rule.ts'

/** The shortest name of a job flow. */
const jobFlow = 'x'

/**
 * Volcano's controller names jobs `<job flow>-<job template>` and labels them `<namespace>.<job template>`: a template that
 * leaves no room for that can never become a job.
 */
export const namesHaveRoom: Rule<JobTemplate> = {
  id: 'names-have-room',
  nature: 'impossible',
  about: {
    why: 'Jobs are called `<job flow>-<job template>` and labelled `<namespace>.<job template>`, with at most 63 characters: of a longer template no job can be made.',
    fix: 'Shorten the name of the template or of its tasks.',
  },

  reads: [],
  check({ object: { metadata, spec = {} }, namespace }) {
    const name = metadata?.name ?? ''
    const label = labelOf(namespace, name)
    const job = jobNameOf(jobFlow, name)
    if (label.length > longestName) return [refuse('metadata.name', name, tooLong('its jobs would be labelled', label))]
    if (job.length > longestName) return [refuse('metadata.name', name, tooLong('even the shortest job of it is', job))]
    return (spec.tasks ?? []).flatMap(({ name: task }, i) => {
      const pod = podNameOf(job, task || `default${i}`, i)
      if (pod.length <= longestName) return []
      return [refuse(`spec.tasks[${i}].name`, task ?? '', tooLong('even its shortest pod would be', pod))]
    })
  },
}

const refuse = (path: string, name: string, sentence: string): Finding =>
  invalid(path, name, `${sentence}: shorten the name, or no job flow can use the template`)

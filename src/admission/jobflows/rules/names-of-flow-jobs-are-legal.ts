import type { Job, JobSpec } from '../../../kubernetes/shapes/volcano-job.ts'
import { missingPlugins } from '../../../plugins/known.ts'
import { checkDerivedNames, isSafeName } from '../../jobs/derived/check-derived-names.ts'
import { distinctFlows } from '../distinct-flows.ts'
import { jobNameOf, longestName } from '../generated-names.ts'
import type { JobFlowRule } from '../rule.ts'

/** The Services and volumes that the jobs of a flow get can be called after it. Volcano's webhook says nothing. */
export const namesOfFlowJobsAreLegal: JobFlowRule<'jobTemplates'> = {
  id: 'names-of-flow-jobs-are-legal',
  nature: 'impossible',
  about: {
    why: 'The job of a flow is called `<job flow>-<flow>`, and its Services and volumes are called after it: see [derived-names-are-legal](#derived-names-are-legal). Where the API server refuses one of them, the job waits for ever, and what comes after it never starts.',
    fix: 'Give the job flow the name that the answer suggests, or the job template a shorter one.',
  },
  reads: ['jobTemplates'],
  check({ object: { metadata, spec = {} }, namespace }, { jobTemplates }, { kubernetesVersion }) {
    const jobFlow = metadata?.name ?? ''
    if (jobFlow === '') return []
    return distinctFlows(spec.flows).flatMap(([flow, i]) => {
      const name = jobNameOf(jobFlow, flow)
      if (isSafeName(name)) return none
      const template = jobTemplates.get(namespace, flow)
      if (template === undefined || name.length > longestName) return none
      // Where the name of the template has dots, no name of the job flow is of any help.
      const field = flow.includes('.')
        ? { path: `spec.flows[${i}].name`, value: flow, before: `${jobFlow}-` }
        : { path: 'metadata.name', value: jobFlow, after: `-${flow}` }
      return checkDerivedNames(jobWith(name, template.spec), kubernetesVersion, field)
    })
  },
}

const none: readonly never[] = []

/** A job as far as names are made of its own. */
function jobWith(name: string, { plugins = {}, volumes = [] }: JobSpec = {}): Job {
  const all = [...Object.keys(plugins), ...missingPlugins(plugins)].map((plugin): [string, string[]] => [plugin, []])
  return { metadata: { name }, spec: { plugins: Object.fromEntries(all), volumes } }
}

import type { JobFlow } from '../../kubernetes/shapes/job-flow.ts'
import type { EmbeddedJob } from '../jobs/embedded-jobs.ts'
import { jobNameOf } from './generated-names.ts'

/** The patches that describe tasks, each as the job that it would be; one without tasks is too little to be judged. */
export const jobsInPatches = ({ metadata = {}, spec = {} }: JobFlow): readonly EmbeddedJob[] =>
  (spec.flows ?? []).flatMap(({ name = '', patch }, i) => {
    const job = patch?.jobSpec
    if (!job?.tasks?.length) return []
    const { name: jobFlow = '', namespace = '' } = metadata
    return [
      { spec: job, metadata: { name: jobNameOf(jobFlow, name), namespace }, path: `spec.flows[${i}].patch.jobSpec` },
    ]
  })

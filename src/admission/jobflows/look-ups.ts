import type { JobFlow } from '../../kubernetes/shapes/job-flow.ts'
import { lookUpsOfEmbeddedJob } from '../jobs/embedded-jobs.ts'
import type { Review } from '../review.ts'
import type { Settings } from '../settings.ts'
import type { LookUp } from '../snapshot.ts'
import { distinctFlows } from './distinct-flows.ts'
import { jobsInPatches } from './jobs-in-patches.ts'

/** Each may be a question to the API server, and all of them serve advice: of very many flows the first have to do. */
const most = 100

/** The job templates of the flows, and what the jobs in their patches need. */
export function lookUpsOf({ object, namespace }: Review<JobFlow>, settings: Settings): readonly LookUp[] {
  const flows = distinctFlows(object.spec?.flows).slice(0, most)
  const templates = flows.map(([name]): LookUp => ({ from: 'jobTemplates', namespace, name }))
  const ofPatches = jobsInPatches(object).flatMap((job) => lookUpsOfEmbeddedJob(job, settings))
  if (ofPatches.length === 0) return templates
  const distinct = new Map(ofPatches.map((lookUp) => [`${lookUp.from} ${lookUp.name}`, lookUp]))
  return [...templates, ...[...distinct.values()].slice(0, most)]
}

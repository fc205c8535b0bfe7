import { validateJobs } from '../admission/jobs/validate.ts'
import { creationOf, type Review } from '../admission/review.ts'
import { isOf, resources } from '../cluster/resources.ts'
import { decode } from '../kubernetes/decode.ts'
import { type Job, jobShape } from '../kubernetes/shapes/volcano-job.ts'
import type { Manifest } from '../manifests/manifest.ts'

/** Volcano's Jobs among the manifests; batch/v1 has a Job of its own. */
export const jobsIn = (manifests: readonly Manifest[]): readonly Manifest[] =>
  manifests.filter(({ object }) => isOf(resources.jobs, object))

/** The job of a manifest, which keeps its own; undefined when a field has a wrong type. */
export function jobOf({ object }: Manifest): Job | undefined {
  const { value, mistakes } = decode(jobShape, structuredClone(object))
  return mistakes.length === 0 ? value : undefined
}

/** The question that the API server would ask about the job; a job of wrong types is asked about as it stands. */
export const creationReviewOf = (manifest: Manifest, complete: (job: Job) => Job): Review => {
  const job = jobOf(manifest)
  return creationOf(job === undefined ? structuredClone(manifest.object) : complete(job), validateJobs.resource)
}

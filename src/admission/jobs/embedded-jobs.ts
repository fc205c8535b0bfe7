import type { Metadata } from '../../kubernetes/shapes/metadata.ts'
import type { Job, JobSpec } from '../../kubernetes/shapes/volcano-job.ts'
import { asWarning, type Finding } from '../finding.ts'
import type { AnyRule } from '../rule.ts'
import type { Settings } from '../settings.ts'
import type { LookUp } from '../snapshot.ts'
import { completeJob } from './complete.ts'
import { createRules } from './create-rules.ts'
import { priorityClassesOf } from './rules/priority-classes-exist.ts'

/** A job that another object will create, and the field in which its spec is written: `spec.jobTemplate.spec`. */
export type EmbeddedJob = Readonly<{ spec: JobSpec; metadata: Metadata; path: string }>

/**
 * What would be said of these jobs when they are created, as advice, at the fields of the object in which they are written.
 * A name is none of these fields, as it is generated: whoever generates it answers for it.
 */
export function rulesOfEmbeddedJobs<Content extends object>(
  jobsOf: (object: Content) => readonly EmbeddedJob[],
): readonly AnyRule<Content>[] {
  const complete = oncePerObject(jobsOf)
  return createRules.map((rule) => ({
    ...rule,
    check: (review, cluster, settings) =>
      complete(review.object, settings).flatMap(({ job, path }) =>
        rule
          .check({ ...review, operation: 'CREATE', object: job, oldObject: undefined }, cluster, settings)
          .filter((finding) => finding.path.startsWith('spec'))
          .map((finding) => at(path, finding)),
      ),
  }))
}

const at = (path: string, finding: Finding): Finding => ({
  ...asWarning(finding),
  path: path + finding.path.slice('spec'.length),
})

type CompletedJob = Readonly<{ job: Job; path: string }>

/** Each rule asks for the jobs anew, and completing them costs more than most rules. */
function oncePerObject<Content extends object>(
  jobsOf: (object: Content) => readonly EmbeddedJob[],
): (object: Content, settings: Settings) => readonly CompletedJob[] {
  const known = new WeakMap<Content, readonly CompletedJob[]>()
  return (object, settings) => {
    const before = known.get(object)
    if (before !== undefined) return before
    const jobs = jobsOf(object).map(({ spec, metadata, path }) => ({
      job: completeJob({ metadata, spec }, settings),
      path,
    }))
    known.set(object, jobs)
    return jobs
  }
}

/** The objects that the rules of an embedded job look at; a queue that is not named is the default one. */
export const lookUpsOfEmbeddedJob = ({ spec }: EmbeddedJob): readonly LookUp[] => [
  { from: 'queues', name: spec.queue || 'default' },
  ...priorityClassesOf({ spec }),
]

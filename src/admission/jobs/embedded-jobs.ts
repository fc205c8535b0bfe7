import type { Metadata } from '../../kubernetes/shapes/metadata.ts'
import type { Job, JobSpec } from '../../kubernetes/shapes/volcano-job.ts'
import type { Finding } from '../finding.ts'
import type { Review } from '../review.ts'
import { type AnyRule, type Checked, check } from '../rule.ts'
import type { Settings } from '../settings.ts'
import type { LookUp } from '../snapshot.ts'
import type { Reported } from '../verdict.ts'
import type { Embedded } from '../webhook.ts'
import { completeJob } from './complete.ts'
import { createRules } from './create-rules.ts'
import { companionNamesAreFree } from './rules/companion-names-are-free.ts'
import { priorityClassesOf } from './rules/priority-classes-exist.ts'
import { queueOfNewJob, settleQueue } from './settle-queue.ts'

/** A job that another object will create, and the field in which its spec is written: `spec.jobTemplate.spec`. */
export type EmbeddedJob = Readonly<{ spec: JobSpec; metadata: Metadata; path: string }>

/**
 * What would be said of these jobs when they are created, as advice, at the fields of the object in which they are written.
 * A name is none of these fields, as it is generated: whoever generates it answers for it.
 */
export function embeddedJobs<Content>(
  jobsOf: (object: Content) => readonly EmbeddedJob[],
  rules: readonly AnyRule<Job>[] = rulesOfEmbeddedJobs,
): Embedded<Content> {
  return {
    rules,
    check(review, cluster, settings) {
      const jobs = jobsOf(review.object)
      if (jobs.length === 0) return nothing
      const queue = queueOfNewJob(review.namespace, settings, cluster)
      const checked = jobs.map(({ spec, metadata, path }): Checked => {
        const settled = settleQueue({ metadata, spec }, settings, queue)
        const object = completeJob(settled.job, settled.settings)
        const creation: Review<Job> = { ...review, operation: 'CREATE', object, oldObject: undefined }
        const { findings, skipped } = check(rules, creation, cluster, settings)
        return { findings: findings.filter(isInSpec).map((finding) => adviseAt(path, finding)), skipped }
      })
      return { findings: checked.flatMap(({ findings }) => findings), skipped: checked[0]?.skipped ?? [] }
    },
  }
}

const nothing: Checked = { findings: [], skipped: [] }

/**
 * The jobs are created by Volcano's controller: what whoever asks now may do has no bearing on them. Their companions have
 * generated names.
 */
export const rulesOfEmbeddedJobs: readonly AnyRule<Job>[] = createRules.filter(
  ({ id, reads }) => id !== companionNamesAreFree.id && !reads.includes('queueAccess'),
)

const isInSpec = ({ path }: Finding): boolean => path.startsWith('spec')

const adviseAt = (path: string, finding: Reported): Reported => ({
  ...finding,
  severity: 'warn',
  path: path + finding.path.slice('spec'.length),
})

/**
 * The objects that the rules of an embedded job look at; a queue that is not named is the default one. That of a namespace was
 * made long ago.
 */
export const lookUpsOfEmbeddedJob = ({ spec }: EmbeddedJob, { defaultQueue }: Settings): readonly LookUp[] => [
  { from: 'queues', name: spec.queue || defaultQueue },
  ...priorityClassesOf({ spec }),
]

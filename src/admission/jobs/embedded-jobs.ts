import type { Metadata } from '../../kubernetes/shapes/metadata.ts'
import type { Job, JobSpec } from '../../kubernetes/shapes/volcano-job.ts'
import { asWarning, type Finding } from '../finding.ts'
import type { Review } from '../review.ts'
import type { AnyRule } from '../rule.ts'
import type { Settings } from '../settings.ts'
import type { LookUp, Snapshot } from '../snapshot.ts'
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
export function rulesOfEmbeddedJobs<Content>(
  jobsOf: (object: Content) => readonly EmbeddedJob[],
): readonly AnyRule<Content>[] {
  const reviewsOf = oncePerReview(jobsOf)
  return rules.map((rule) => ({
    ...rule,
    check(review, cluster, settings) {
      let findings = none
      for (const { creation, path } of reviewsOf(review, settings, cluster)) {
        const found = rule.check(creation, cluster, settings)
        if (found.length > 0) findings = [...findings, ...inSpec(found).map((finding) => at(path, finding))]
      }
      return findings
    },
  }))
}

const none: readonly Finding[] = []

const inSpec = (findings: readonly Finding[]) => findings.filter(({ path }) => path.startsWith('spec'))

/**
 * The jobs are created by Volcano's controller: what whoever asks now may do has no bearing on them. Their companions have
 * generated names.
 */
const rules = createRules.filter(({ id, reads }) => id !== companionNamesAreFree.id && !reads.includes('queueAccess'))

const at = (path: string, finding: Finding): Finding => ({
  ...asWarning(finding),
  path: path + finding.path.slice('spec'.length),
})

/** The review that the API server will ask for when the job is created. */
type Creation = Readonly<{ creation: Review<Job>; path: string }>

/** Each rule asks for the jobs anew, and completing them costs more than most rules. */
function oncePerReview<Content>(
  jobsOf: (object: Content) => readonly EmbeddedJob[],
): (review: Review<Content>, settings: Settings, cluster: Partial<Snapshot>) => readonly Creation[] {
  let last: Readonly<{ review: Review<Content>; creations: readonly Creation[] }> | undefined
  return (review, settings, cluster) => {
    if (last?.review === review) return last.creations
    const queue = queueOfNewJob(review.namespace, settings, cluster)
    const creations = jobsOf(review.object).map(({ spec, metadata, path }): Creation => {
      const settled = settleQueue({ metadata, spec }, settings, queue)
      const object = completeJob(settled.job, settled.settings)
      return { creation: { ...review, operation: 'CREATE', object, oldObject: undefined }, path }
    })
    last = { review, creations }
    return creations
  }
}

/**
 * The objects that the rules of an embedded job look at; a queue that is not named is the default one. That of a namespace was
 * made long ago.
 */
export const lookUpsOfEmbeddedJob = ({ spec }: EmbeddedJob, { defaultQueue }: Settings): readonly LookUp[] => [
  { from: 'queues', name: spec.queue || defaultQueue },
  ...priorityClassesOf({ spec }),
]

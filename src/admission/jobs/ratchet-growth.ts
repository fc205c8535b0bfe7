import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { asWarning } from '../finding.ts'
import { ratchet } from '../ratchet.ts'
import type { JobRule } from './rule.ts'

/**
 * For rules about what becomes too long or too large as a job grows: an update that gives no task more replicas makes nothing
 * worse, so all that is found is advice. Where a job does grow, what was wrong before and stays as it was is advice.
 */
export const ratchetGrowth = (rule: JobRule): JobRule => {
  const ratcheted = ratchet(rule)
  return {
    ...rule,
    check(review, cluster, settings) {
      const { object, oldObject } = review
      if (oldObject === undefined || grows(object, oldObject)) return ratcheted.check(review, cluster, settings)
      return rule.check(review, cluster, settings).map(asWarning)
    },
  }
}

const grows = ({ spec = {} }: Job, { spec: oldSpec = {} }: Job): boolean =>
  (spec.tasks ?? []).some(({ replicas = 0 }, i) => replicas > (oldSpec.tasks?.[i]?.replicas ?? 0))

import { asWarning, describe } from './finding.ts'
import type { Rule } from './rule.ts'
import type { Cluster } from './snapshot.ts'

/**
 * What was wrong before an update and stays as it was is advice: an object that is stored already can always be changed
 * where the change is legal.
 */
export const ratchet = <Content, Reads extends keyof Cluster>(rule: Rule<Content, Reads>): Rule<Content, Reads> => ({
  ...rule,
  check(review, cluster, settings) {
    const found = rule.check(review, cluster, settings)
    if (found.length === 0 || review.oldObject === undefined) return found
    const before = new Set(rule.check({ ...review, object: review.oldObject }, cluster, settings).map(describe))
    return found.map((finding) => (before.has(describe(finding)) ? asWarning(finding) : finding))
  },
})

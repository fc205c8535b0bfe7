import type { Review } from '../admission/review.ts'
import type { Reported, Verdict } from '../admission/verdict.ts'
import { type Logger, writeLine } from './logger.ts'
import type { VerdictLabel } from './metrics.ts'

const mostReasons = 10
const longestText = 253

/** One review as it was decided, for its line in the log. */
export type ReviewLine = Readonly<{ webhook: string; review: Review; verdict: Verdict; ms: number }>

export const labelOf = ({ allowed, patch }: Verdict): VerdictLabel => {
  if (!allowed) return 'denied'
  return patch.length > 0 ? 'patched' : 'allowed'
}

/**
 * Who wanted what, and the verdict. Of the object it tells the name only, and of a finding its rule and its field: its
 * message may repeat arguments, keys or other secrets of the object.
 */
export function logReview(log: Logger, { webhook, review, verdict, ms }: ReviewLine): void {
  writeLine(
    log,
    {
      uid: cut(review.uid),
      webhook,
      operation: review.operation,
      kind: cut(review.kind.kind),
      namespace: cut(review.namespace),
      name: cut(review.name),
      user: cut(review.user),
      dryRun: review.dryRun,
      verdict: labelOf(verdict),
      reasons: verdict.findings.slice(0, mostReasons).map(reasonOf),
      ...(verdict.skipped.length > 0 && { skipped: verdict.skipped }),
      ms: Math.round(ms * 1000) / 1000,
    },
    'review',
  )
}

const reasonOf = ({ rule, path, severity }: Reported) => ({ rule, path: cut(path), severity })

const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText)}...`)

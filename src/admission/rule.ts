import type { Finding } from './finding.ts'
import type { Review } from './review.ts'
import type { Settings } from './settings.ts'
import type { Snapshot } from './snapshot.ts'
import type { Reported } from './verdict.ts'

/**
 * One truth that objects must meet, named by it. A rule never throws for bad input and never changes it. `reads` says what
 * of the cluster it looks at; it is given nothing else.
 */
export type Rule<Content, Reads extends keyof Snapshot = never> = Readonly<{
  id: string
  reads: readonly Reads[]
  check: (review: Review<Content>, cluster: Pick<Snapshot, Reads>, settings: Settings) => readonly Finding[]
}>

export type AnyRule<Content> = Rule<Content, keyof Snapshot>

/** Everything the rules find, in their order; rules whose data was not given are named instead of guessed. */
export function check<Content>(
  rules: readonly AnyRule<Content>[],
  review: Review<Content>,
  cluster: Partial<Snapshot>,
  settings: Settings,
): Readonly<{ findings: readonly Reported[]; skipped: readonly string[] }> {
  const findings: Reported[] = []
  const skipped: string[] = []
  for (const rule of rules) {
    if (rule.reads.some((name) => cluster[name] === undefined)) skipped.push(rule.id)
    else
      for (const found of rule.check(review, cluster as Snapshot, settings)) findings.push({ ...found, rule: rule.id })
  }
  return { findings, skipped }
}

import type { Reported } from '../admission/verdict.ts'

type Counts = { deny: number; warn: number }

/** What rules have found since the start. Nothing is done for a review without findings. */
export type FindingCounts = Readonly<{
  count: (findings: readonly Reported[]) => void
  samples: () => Iterable<Readonly<{ labels: Readonly<Record<string, string>>; value: number }>>
}>

/** The rules that there are begin at zero, so that the first finding of each shows as an increase. */
export function createFindingCounts(rules: readonly string[]): FindingCounts {
  const counts = new Map<string, Counts>(rules.map((rule) => [rule, { deny: 0, warn: 0 }]))
  return {
    count(findings) {
      for (const { rule, severity } of findings) {
        const known = counts.get(rule)
        if (known !== undefined) known[severity] += 1
        else counts.set(rule, { deny: 0, warn: 0, [severity]: 1 })
      }
    },
    *samples() {
      for (const [rule, { deny, warn }] of counts) {
        yield { labels: { rule, level: 'deny' }, value: deny }
        yield { labels: { rule, level: 'warn' }, value: warn }
      }
    },
  }
}

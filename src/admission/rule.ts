import { rememberObject } from '../kubernetes/remember.ts'
import type { Finding } from './finding.ts'
import { type Level, levelOf, type Nature } from './levels.ts'
import type { Review } from './review.ts'
import type { Settings } from './settings.ts'
import type { Snapshot } from './snapshot.ts'
import type { Reported } from './verdict.ts'

/** What docs/rules.md says of a rule, in sentences; `upstream` are numbers of issues of volcano-sh/volcano. */
export type About = Readonly<{ why: string; fix: string; upstream?: readonly number[] }>

/** Something that objects must meet, as configuration, metrics and documentation know it. Its id never changes. */
export type Requirement = Readonly<{ id: string; nature: Nature; about: About }>

/**
 * One truth that objects must meet, named by it. A rule never throws for bad input and never changes it. `reads` says what
 * of the cluster it looks at; it is given nothing else. Its findings deny, as if it were the strictest: what becomes of them
 * is for the settings to say. It makes advice only of what even then is no more than that.
 */
export type Rule<Content, Reads extends keyof Snapshot = never> = Requirement &
  Readonly<{
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
  const levels = levelsUnder(settings)(rules)
  let next = 0
  for (const rule of rules) {
    const level = levels[next++]
    if (level === 'off') continue
    if (rule.reads.some((name) => cluster[name] === undefined)) skipped.push(rule.id)
    else
      for (const found of rule.check(review, cluster as Snapshot, settings)) findings.push(reported(rule, level, found))
  }
  return { findings, skipped }
}

/** The level of each rule of a list. Neither settings nor lists of rules ever change, so each pair is worked out once. */
const levelsUnder = rememberObject((settings: Settings) =>
  rememberObject((rules: readonly Requirement[]) => rules.map((rule) => levelOf(rule, settings))),
)

/** What somebody else than a rule has found; nothing where that is switched off. */
export function report(requirement: Requirement, finding: Finding, settings: Settings): readonly Reported[] {
  const level = levelOf(requirement, settings)
  return level === 'off' ? [] : [reported(requirement, level, finding)]
}

const reported = ({ id }: Requirement, level: Level | undefined, finding: Finding): Reported => ({
  ...finding,
  severity: level === 'warn' ? level : finding.severity,
  rule: id,
})

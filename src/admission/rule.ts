import { rememberObject } from '../kubernetes/remember.ts'
import type { Finding } from './finding.ts'
import { type Level, levelOf, type Nature } from './levels.ts'
import type { Review } from './review.ts'
import type { Settings } from './settings.ts'
import type { Cluster } from './snapshot.ts'
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
export type Rule<Content, Reads extends keyof Cluster = never> = Requirement &
  Readonly<{
    reads: readonly Reads[]
    /** Whether it is asked under some settings only; then what it reads is not needed under others. */
    isAskedUnder?: (settings: Settings) => boolean
    /** Where this is false, there is nothing to be found; see only-where.ts. */
    onlyWhere?: (object: Content) => boolean
    check: (review: Review<Content>, cluster: Pick<Cluster, Reads>, settings: Settings) => readonly Finding[]
  }>

export type AnyRule<Content> = Rule<Content, keyof Cluster>

/** What was found, and the ids of the rules whose data was not given: they are named instead of guessed. */
export type Checked = Readonly<{ findings: readonly Reported[]; skipped: readonly string[] }>

/** Everything the rules find, in their order. */
export function check<Content>(
  rules: readonly AnyRule<Content>[],
  review: Review<Content>,
  cluster: Partial<Cluster>,
  settings: Settings,
): Checked {
  const findings: Reported[] = []
  const skipped: string[] = []
  let condition: ((object: Content) => boolean) | undefined
  let isMet = true
  for (const { rule, level } of switchedOn(rules, settings)) {
    if (rule.onlyWhere !== condition) {
      condition = rule.onlyWhere
      isMet = condition === undefined || condition(review.object)
    }
    if (!isMet) continue
    if (lacksAny(rule.reads, cluster)) skipped.push(rule.id)
    else
      for (const found of rule.check(review, cluster as Cluster, settings)) findings.push(reported(rule, level, found))
  }
  return { findings, skipped }
}

function lacksAny(names: readonly (keyof Cluster)[], cluster: Partial<Cluster>): boolean {
  for (const name of names) if (cluster[name] === undefined) return true
  return false
}

type Levelled<Content> = readonly Readonly<{ rule: AnyRule<Content>; level: Level }>[]

/** Whether a rule is asked at all. */
export const isAsked = (rule: AnyRule<never>, settings: Settings): boolean =>
  levelOf(rule, settings) !== 'off' && (rule.isAskedUnder === undefined || rule.isAskedUnder(settings))

/** The rules of a list that are asked, with their levels. */
const switchedOn = <Content>(rules: readonly AnyRule<Content>[], settings: Settings): Levelled<Content> =>
  switchedOnUnder(settings)(rules as readonly AnyRule<never>[]) as unknown as Levelled<Content>

/** Neither settings nor lists of rules ever change, so each pair is worked out once. */
const switchedOnUnder = rememberObject((settings: Settings) =>
  rememberObject(
    (rules: readonly AnyRule<never>[]): Levelled<never> =>
      rules.filter((rule) => isAsked(rule, settings)).map((rule) => ({ rule, level: levelOf(rule, settings) })),
  ),
)

/** What somebody else than a rule has found; nothing where that is switched off. */
export function report(requirement: Requirement, finding: Finding, settings: Settings): readonly Reported[] {
  const level = levelOf(requirement, settings)
  return level === 'off' ? [] : [reported(requirement, level, finding)]
}

const reported = ({ id }: Requirement, level: Level, finding: Finding): Reported => ({
  ...finding,
  severity: level === 'warn' ? level : finding.severity,
  rule: id,
})

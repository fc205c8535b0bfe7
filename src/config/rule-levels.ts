import { suggest } from '../kubernetes/nearest.ts'

/** How strict a rule is. */
export const ruleLevels = ['deny', 'warn', 'off'] as const
export type RuleLevel = (typeof ruleLevels)[number]

/** Which levels all rules have that are not named. */
export const rulePresets = ['compatible', 'recommended'] as const
export type RulePreset = (typeof rulePresets)[number]

/** Finds what `--rules` names and is no rule. */
export const checkRules = (rules: ReadonlyMap<string, RuleLevel>, knownRules: readonly string[]): readonly string[] =>
  [...rules.keys()]
    .filter((rule) => !knownRules.includes(rule))
    .map((rule) => `--rules: there is no rule ${rule} to be set${suggest(rule, knownRules) || `; ${whereRulesAre}`}`)

const whereRulesAre = 'docs/rules.md lists all of them'

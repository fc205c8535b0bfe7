import type { RuleLevel } from './rule-levels.ts'

/** What a flag can hold, by the name of its type. A duration is in milliseconds. */
export type Values = {
  bool: boolean
  string: string
  int: number
  float: number
  duration: number
  /** Repeatable: each use adds one text, the first use replaces the default. */
  strings: readonly string[]
  /** Texts in one value, with commas between them. */
  list: readonly string[]
  /** `A=true,B=false`; repeated uses add up. */
  gates: Readonly<Record<string, boolean>>
  /** `a=deny,b=off`; repeated uses add up. */
  levels: ReadonlyMap<string, RuleLevel>
}
export type FlagType = keyof Values

/** One flag: all that parsing, checks, `--help` and the documentation know of it. */
export type Flag = { readonly [Type in FlagType]: FlagOf<Type> }[FlagType]

type FlagOf<Type extends FlagType> = Readonly<{
  type: Type
  default: Values[Type]
  /** What it is for, in a sentence or two. */
  about: string
  /** Whether vc-webhook-manager has it; else it is this server's own. */
  upstream: boolean
  /** Of a number. That of a duration is always time. */
  unit?: string
  /** The only texts that are allowed. */
  allowed?: readonly string[]
  minimum?: number
  maximum?: number
  /** Volcano's sentence for a value that is out of range. */
  rangeSentence?: string
  /** False when no environment variable sets it. */
  environment?: false
  /** False when the configuration file cannot set it. */
  file?: false
}>

export type FlagTable = Readonly<Record<string, Flag>>

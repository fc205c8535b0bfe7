import { compileSchema, type Schema } from './compile-schema.ts'
import type { FlagType } from './flag.ts'
import { flagToKey, keyToFlag } from './flag-key.ts'
import { flagNames, flags, isFlagName } from './flags.ts'
import type { GivenFlags } from './parse-arguments.ts'
import { parseYaml } from './parse-yaml.ts'
import { demands, listedLevels } from './read-value.ts'
import { ruleLevels } from './rule-levels.ts'

/** The text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string

/**
 * Reads the flags that a configuration file sets: YAML or JSON, whose keys are the flags' names in camelCase. Each mistake
 * tells file, key, value and what is allowed; the other keys still count.
 */
export function readConfigFile(
  path: string,
  readFile: ReadFile,
): Readonly<{ given: GivenFlags; mistakes: readonly string[] }> {
  const text = tryToRead(path, readFile)
  if (text instanceof Error) return { given: new Map(), mistakes: [`${path}: cannot be read: ${text.message}`] }
  const { value, mistakes, doubts } = parseYaml(text)
  const findings = value === null ? [] : checkFile(value)
  const wrongKeys = new Set(findings.map(({ keys }) => keys[0]))
  const entries = Object.entries(value ?? {}).filter(([key]) => !wrongKeys.has(key))
  return {
    given: new Map(entries.flatMap(([key, entry]) => readEntry(path, key, entry))),
    mistakes: [...mistakes, ...doubts, ...findings.map(({ sentence }) => sentence)].map((line) => `${path}: ${line}`),
  }
}

function tryToRead(path: string, readFile: ReadFile): string | Error {
  try {
    return readFile(path)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function readEntry(path: string, key: string, value: unknown) {
  const name = keyToFlag(key)
  if (!isFlagName(name)) return []
  return [[name, { where: `${path}: ${key}`, texts: textsOf(flags[name].type, value) }] as const]
}

/** What one would write on the command line for a value that fits the schema. */
function textsOf(type: FlagType, value: unknown): readonly string[] {
  if (Array.isArray(value)) return type === 'list' ? [value.join(',')] : value
  if (typeof value !== 'object' || value === null) return [String(value)]
  return [
    Object.entries(value)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
  ]
}

const texts: Schema = {
  type: 'array',
  items: { type: 'string', description: `${demands.string}; put it in quotes` },
  minItems: 1,
  description: demands.strings,
}

const schemas: Readonly<Record<FlagType, Schema>> = {
  bool: { type: 'boolean', description: demands.bool },
  string: { type: 'string', description: `${demands.string}; put it in quotes` },
  int: { type: 'integer', description: demands.int },
  float: { type: 'number', description: demands.float },
  duration: { type: 'string', description: demands.duration },
  strings: texts,
  list: { ...texts, minItems: 0 },
  gates: {
    type: 'object',
    additionalProperties: { type: 'boolean', description: demands.bool },
    description: 'must be a map of feature gates such as {A: true, B: false}',
  },
  levels: {
    type: 'object',
    additionalProperties: { enum: ruleLevels, description: `must be ${listedLevels}` },
    description: 'must be a map of levels of rules such as {a: warn, b: off}',
  },
}

const checkFile = compileSchema({
  type: 'object',
  description: 'must be a map whose keys are names of flags in camelCase, such as schedulerName',
  additionalProperties: false,
  properties: Object.fromEntries(
    flagNames.filter((name) => flags[name].file !== false).map((name) => [flagToKey(name), schemas[flags[name].type]]),
  ),
})

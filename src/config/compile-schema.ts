import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { suggest } from '../kubernetes/nearest.ts'
import { quote } from './quote.ts'

/** One thing that a schema does not allow. */
export type SchemaFinding = Readonly<{
  /** The keys from the top of the file to it. */
  keys: readonly string[]
  /** A key that the schema does not know, rather than a wrong value. */
  isUnknownKey: boolean
  /** Path, value, what is allowed. */
  sentence: string
}>

/** Each part of a schema says in `description` what is allowed there: `must be a whole number`. */
export type Schema = Readonly<Record<string, unknown>>

/**
 * Makes a check of a JSON schema that finds every mistake and changes nothing. The schema is compiled when it is first
 * needed: that takes longer than the rest of the start, and most servers have no file to check.
 */
export function compileSchema(schema: Schema): (value: unknown) => readonly SchemaFinding[] {
  let validate: ValidateFunction | undefined
  return (value) => {
    validate ??= new Ajv({ allErrors: true, verbose: true }).compile(schema)
    return validate(value) ? [] : (validate.errors ?? []).map(readError)
  }
}

function readError({ instancePath, data, params, parentSchema }: ErrorObject): SchemaFinding {
  const keys = instancePath.split('/').slice(1).map(unescapePointer)
  const unknownKey: string | undefined = params.additionalProperty
  if (unknownKey === undefined) {
    const sentence = `${describePath(keys)}: invalid value ${quote(data)}: ${parentSchema?.description}`
    return { keys, isUnknownKey: false, sentence }
  }
  const meant = suggest(unknownKey, Object.keys(parentSchema?.properties ?? {}))
  return {
    keys: [...keys, unknownKey],
    isUnknownKey: true,
    sentence: `${describePath([...keys, unknownKey])}: unknown key${meant}`,
  }
}

const unescapePointer = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')

/** `resourceGroups[0].object`; the top of the file has no name. */
export const describePath = (keys: readonly string[]): string =>
  keys.length === 0
    ? 'the file'
    : keys.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')

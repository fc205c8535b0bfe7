import { type Finding, invalid, notSupported, required } from './finding.ts'

/** What is wrong with a value, which stands at a path. */
export type Check<Value> = (value: Value, path: string) => readonly Finding[]

/** Templates are nearly always fine, and jobs have thousands: a check that finds nothing makes nothing. */
export const none: readonly never[] = []

/** What several checks found, in their order. */
export function joined(...parts: readonly (readonly Finding[])[]): readonly Finding[] {
  let found: readonly Finding[] = none
  for (const part of parts) if (part.length > 0) found = found.length === 0 ? part : [...found, ...part]
  return found
}

/** One check made of several. */
export function all<Value>(...checks: readonly Check<Value>[]): Check<Value> {
  return (value, path) => {
    let found: readonly Finding[] = none
    for (const check of checks) found = joined(found, check(value, path))
    return found
  }
}

/** Checks each item of a list, at the path of the list with its index. */
export function each<Item>(
  items: readonly Item[] | undefined,
  path: string,
  check: (item: Item, path: string, index: number) => readonly Finding[],
): readonly Finding[] {
  if (items === undefined) return none
  let found: Finding[] | undefined
  let index = 0
  for (const item of items) {
    const part = check(item, `${path}[${index}]`, index)
    index += 1
    if (part.length === 0) continue
    found ??= []
    for (const finding of part) found.push(finding)
  }
  return found ?? none
}

/** Checks each entry of a map, at the path of the map with its key. */
export function eachEntry<Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  path: string,
  check: (key: string, value: Value, path: string) => readonly Finding[],
): readonly Finding[] {
  if (entries === undefined) return none
  let found: Finding[] | undefined
  for (const key in entries) {
    const part = check(key, entries[key] as Value, `${path}[${key}]`)
    if (part.length === 0) continue
    found ??= []
    for (const finding of part) found.push(finding)
  }
  return found ?? none
}

/** Checks a value that may be absent. */
export const present = <Value>(value: Value | undefined, path: string, check: Check<Value>): readonly Finding[] =>
  value === undefined ? none : check(value, path)

/** A finding for each mistake of a name; `advice` follows Kubernetes' words where they leave something to tell. */
export const invalids = (
  path: string,
  value: unknown,
  mistakes: readonly string[],
  advice?: string,
): readonly Finding[] =>
  mistakes.length === 0
    ? none
    : mistakes.map((mistake) => invalid(path, value, advice === undefined ? mistake : `${mistake}; ${advice}`))

type Texts<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** The field has to have a text that is not empty; the advice says which. */
export const filled =
  <const Name extends string>(name: Name, advice: string): Check<Texts<Name>> =>
  (value, path) =>
    value[name] ? none : [required(`${path}.${name}`, advice)]

/** The value has to be one of these; Kubernetes lists them. */
export const oneOf = (values: readonly string[]): Check<string> => {
  const sentence = `supported values: ${values.map((value) => `"${value}"`).join(', ')}`
  return (value, path) => (values.includes(value) ? none : [notSupported(path, value, sentence)])
}

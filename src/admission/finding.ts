/** Kubernetes' own words for what is wrong with a field (metav1.CauseType). */
export type Reason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueDuplicate'
  | 'FieldValueNotFound'
  | 'FieldValueForbidden'
  | 'FieldValueNotSupported'
  | 'FieldValueTypeInvalid'
  | 'FieldValueTooLong'

/** `deny` refuses the object; `warn` lets it pass and tells the user. */
export type Severity = 'deny' | 'warn'

/**
 * What a rule has to say: where, and in a sentence that begins as Kubernetes' field errors do and tells the user what to
 * change. `path` is the field from the root of the object (`spec.tasks[1].name`), '' for the whole object.
 */
export type Finding = Readonly<{ reason: Reason; path: string; message: string; severity: Severity }>

const finding = (reason: Reason, path: string, message: string): Finding => ({
  reason,
  path,
  message,
  severity: 'deny',
})

const longestValue = 120
const longestMessage = 1000

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest)}...`)

/** The value as users wrote it, in JSON, cut when it is long. */
export function quote(value: unknown): string {
  return cut(JSON.stringify(value) ?? 'null', longestValue)
}

/** `a, b, c`, and only how many more there are when the list is long. */
export function listed(names: Iterable<string>, most = 12): string {
  const all = [...names]
  const shown = all.slice(0, most).join(', ')
  return all.length > most ? `${shown} and ${all.length - most} more` : shown
}

export const invalid = (path: string, value: unknown, message: string): Finding =>
  finding('FieldValueInvalid', path, `Invalid value: ${quote(value)}: ${message}`)

export const required = (path: string, message: string): Finding =>
  finding('FieldValueRequired', path, `Required value: ${message}`)

export const duplicate = (path: string, value: unknown, message: string): Finding =>
  finding('FieldValueDuplicate', path, `Duplicate value: ${quote(value)}: ${message}`)

export const notFound = (path: string, value: unknown, message: string): Finding =>
  finding('FieldValueNotFound', path, `Not found: ${quote(value)}: ${message}`)

export const notSupported = (path: string, value: unknown, message: string): Finding =>
  finding('FieldValueNotSupported', path, `Unsupported value: ${quote(value)}: ${message}`)

export const forbidden = (path: string, message: string): Finding =>
  finding('FieldValueForbidden', path, `Forbidden: ${message}`)

/** Kubernetes counts the bytes of UTF-8. The value itself is left out. */
export const tooLong = (path: string, mostBytes: number, message: string): Finding =>
  finding('FieldValueTooLong', path, `Too long: may not be more than ${mostBytes} bytes; ${message}`)

/** A value of a wrong JSON type; the value itself is left out, as it may be a secret. */
export const wrongType = (path: string, message: string): Finding =>
  finding('FieldValueTypeInvalid', path, `Invalid value: ${cut(message, longestMessage)}`)

/** The same sentence as advice. */
export const asWarning = (finding: Finding): Finding => ({ ...finding, severity: 'warn' })

/** `spec.minAvailable: Invalid value: 4: ...` */
export const describe = ({ path, message }: Finding): string => (path === '' ? message : `${path}: ${message}`)

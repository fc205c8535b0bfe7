/**
 * The name rules of Kubernetes with its sentences. Mirrors apimachinery pkg/util/validation; each function returns what is
 * wrong with a name, nothing when it is legal.
 */
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const qualifiedPart = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const labelPattern = new RegExp(`^${label}$`)
const subdomainPattern = new RegExp(`^${subdomain}$`)
const qualifiedPartPattern = new RegExp(`^${qualifiedPart}$`)
const prefixedPattern = new RegExp(`^${subdomain}/${qualifiedPart}$`)

const none: readonly never[] = []

/** The patterns backtrack: a text far beyond every limit is called too long, and nothing else. */
const matches = (pattern: RegExp, text: string): boolean => text.length > 1024 || pattern.test(text)

/** How long Go says that a text is. */
export const bytesOf = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** A host name or volume name: at most 63 of a-z, 0-9 and '-'. */
export function labelMistakes(name: string): readonly string[] {
  if (name.length <= 63 && labelPattern.test(name)) return none
  return [
    ...(bytesOf(name) > 63 ? ['must be no more than 63 characters'] : []),
    ...(matches(labelPattern, name) ? [] : [subdomainPattern.test(name) ? 'must not contain dots' : labelSentence]),
  ]
}

const labelSentence = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`

const letterFirstPattern = /^[a-z]([-a-z0-9]*[a-z0-9])?$/

/** Whether it is a name that a Service can have up to Kubernetes 1.35: a label that begins with a letter. Mirrors IsDNS1035Label. */
export const isLetterFirstLabel = (name: string): boolean => name.length <= 63 && letterFirstPattern.test(name)

/** The name of most objects: labels joined by dots, at most 253 characters. */
export const subdomainMistakes = (name: string): readonly string[] => domainMistakes(name, 'characters')

/** One rule, which Kubernetes tells with another word in keys of labels. */
function domainMistakes(name: string, unit: 'characters' | 'bytes'): readonly string[] {
  if (name.length <= 253 && subdomainPattern.test(name)) return none
  return [
    ...(bytesOf(name) > 253 ? [`must be no more than 253 ${unit}`] : []),
    ...(matches(subdomainPattern, name)
      ? []
      : [
          `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
        ]),
  ]
}

/** A label key: an optional subdomain and '/', then at most 63 of A-Z, a-z, 0-9, '-', '_' and '.'. */
export function qualifiedNameMistakes(text: string): readonly string[] {
  // Most names are fine, and jobs have thousands.
  const slash = text.indexOf('/')
  if (slash <= 253 && text.length - slash <= 64 && (slash < 0 ? qualifiedPartPattern : prefixedPattern).test(text))
    return none
  const parts = text.split('/')
  if (parts.length > 2)
    return [
      `a valid label key ${qualifiedPartSentence} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  const name = parts.pop() ?? ''
  return [...prefixMistakes(parts[0]), ...namePartMistakes(name)]
}

const prefixMistakes = (prefix: string | undefined): readonly string[] => {
  if (prefix === undefined) return []
  if (prefix === '') return ['prefix part must be non-empty']
  return domainMistakes(prefix, 'bytes').map((mistake) => `prefix part ${mistake}`)
}

const qualifiedPartSentence = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedPart}')`

function namePartMistakes(name: string): readonly string[] {
  return [
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...(bytesOf(name) > 63 ? ['name part must be no more than 63 bytes'] : []),
    ...(matches(qualifiedPartPattern, name) ? [] : [`name part ${qualifiedPartSentence}`]),
  ]
}

/** A label value: nothing, or at most 63 of A-Z, a-z, 0-9, '-', '_' and '.'. */
export function labelValueMistakes(value: string): readonly string[] {
  if (value === '' || (value.length <= 63 && qualifiedPartPattern.test(value))) return none
  return [
    ...(bytesOf(value) > 63 ? ['must be no more than 63 bytes'] : []),
    ...(matches(qualifiedPartPattern, value)
      ? []
      : [
          `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${qualifiedPart})?')`,
        ]),
  ]
}

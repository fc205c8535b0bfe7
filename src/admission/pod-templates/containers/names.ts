import { bytesOf } from '../../../kubernetes/names.ts'

/** Names in containers, with the sentences of apimachinery pkg/util/validation about what is wrong with them. */

const none: readonly never[] = []

const variable = '[-._a-zA-Z][-._a-zA-Z0-9]*'
const variablePattern = new RegExp(`^${variable}$`)
const variableSentence = `a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '${variable}')`

/** An environment variable. Mirrors IsEnvVarName. */
export function variableMistakes(name: string): readonly string[] {
  if (variablePattern.test(name)) return name.startsWith('.') ? dotMistakes(name) : none
  return [variableSentence, ...dotMistakes(name)]
}

/** Such a name may lead out of a folder when it becomes one of a file. */
const dotMistakes = (name: string): readonly string[] =>
  name === '.'
    ? ["must not be '.'"]
    : name === '..'
      ? ["must not be '..'"]
      : name.startsWith('..')
        ? ["must not start with '..'"]
        : none

const printable = /^[ -<>-~]*$/

/** A variable that a file sets may have any printable name. Mirrors IsRelaxedEnvVarName. */
export const fileVariableMistakes = (name: string): readonly string[] =>
  printable.test(name)
    ? none
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]

const configKey = '[-._a-zA-Z0-9]+'
const configKeyPattern = new RegExp(`^${configKey}$`)
const configKeySentence = `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '${configKey}')`

/** A key of a ConfigMap or Secret. Mirrors IsConfigMapKey. */
export function configKeyMistakes(key: string): readonly string[] {
  return [
    ...(bytesOf(key) > 253 ? ['must be no more than 253 characters'] : none),
    ...(configKeyPattern.test(key) ? none : [configKeySentence]),
    ...dotMistakes(key),
  ]
}

/** The name of a port. Mirrors IsValidPortName. */
export function portNameMistakes(name: string): readonly string[] {
  if (usualPortName.test(name)) return none
  return [
    ...(bytesOf(name) > 15 ? ['must be no more than 15 characters'] : none),
    ...(/^[-a-z0-9]+$/.test(name) ? none : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(name) ? none : ['must contain at least one letter (a-z)']),
    ...(name.includes('--') ? ['must not contain consecutive hyphens'] : none),
    ...(/^-|-$/.test(name) ? ['must not begin or end with a hyphen'] : none),
  ]
}

const usualPortName = /^[a-z][a-z0-9]{0,14}$/

/** A number that ports can have. Mirrors IsValidPortNum. */
export const portNumberMistakes = (port: number): readonly string[] =>
  port >= 1 && port <= 65535 ? none : ['must be between 1 and 65535, inclusive']

const header = '[-A-Za-z0-9]+'
const headerPattern = new RegExp(`^${header}$`)

/** The name of an HTTP header. Mirrors IsHTTPHeaderName. */
export const headerNameMistakes = (name: string): readonly string[] =>
  headerPattern.test(name)
    ? none
    : [
        `a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '${header}')`,
      ]

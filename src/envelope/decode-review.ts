import type { Kind, Operation, Resource, Review } from '../admission/review.ts'

/** The versions of admission.k8s.io that are understood; an answer is of the version of its question. */
const versions = ['admission.k8s.io/v1', 'admission.k8s.io/v1beta1'] as const
export type EnvelopeVersion = (typeof versions)[number]

/** A question as it came, or what is wrong with it: a sentence for whoever called. */
export type DecodedReview =
  | Readonly<{ review: Review; version: EnvelopeVersion; mistake?: never }>
  | Readonly<{ mistake: string; review?: never }>

type Fields = Readonly<Record<string, unknown>>

const operations: readonly unknown[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] satisfies Operation[]

/**
 * Reads a parsed AdmissionReview. A missing `kind` and `apiVersion` count as AdmissionReview v1, as in Volcano; everything
 * else that the API server always sends is required.
 */
export function decodeReview(body: unknown): DecodedReview {
  if (!isObject(body)) return mistake('the body is not a JSON object')
  const { kind = 'AdmissionReview', apiVersion = versions[0], request } = body
  const version = versions.find((known) => known === apiVersion)
  if (kind !== 'AdmissionReview' || version === undefined)
    return mistake(
      `expected an AdmissionReview of ${versions.join(' or ')}, got ${named(kind)} of ${named(apiVersion)}`,
    )
  if (!isObject(request)) return mistake('the AdmissionReview has no request')
  const wrong = findMistake(request)
  return wrong === undefined ? { review: readRequest(request), version } : mistake(`request.${wrong}`)
}

const mistake = (sentence: string) => ({ mistake: sentence })

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const named = (value: unknown): string => (typeof value === 'string' ? `"${value.slice(0, 80)}"` : typeof value)

function findMistake(request: Fields): string | undefined {
  if (typeof request.uid !== 'string' || request.uid === '') return 'uid must be a text'
  if (!operations.includes(request.operation)) return `operation must be one of ${operations.join(', ')}`
  if (!isObject(request.resource)) return 'resource must be an object with group, version and resource'
  const optional = {
    kind: 'object',
    userInfo: 'object',
    name: 'string',
    namespace: 'string',
    dryRun: 'boolean',
  } as const
  for (const [field, type] of Object.entries(optional)) {
    const value = request[field] ?? undefined
    const isRight = type === 'object' ? isObject(value) : typeof value === type
    if (value !== undefined && !isRight) return `${field} must be of type ${type}`
  }
  return undefined
}

/** The envelope is sound here: what is absent, or null, is empty. */
const readRequest = (request: Fields): Review => ({
  uid: text(request.uid),
  kind: readNames(request.kind, ['group', 'version', 'kind']) as Kind,
  resource: readNames(request.resource, ['group', 'version', 'resource']) as Resource,
  operation: request.operation as Operation,
  namespace: text(request.namespace),
  name: text(request.name),
  user: isObject(request.userInfo) ? text(request.userInfo.username) : '',
  dryRun: request.dryRun === true,
  object: request.object ?? {},
  oldObject: request.oldObject ?? undefined,
})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const readNames = (value: unknown, keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.map((key) => [key, isObject(value) ? text(value[key]) : '']))

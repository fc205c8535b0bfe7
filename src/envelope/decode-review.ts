import type { Operation, Review } from '../admission/review.ts'

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
  const { uid, operation, resource } = request
  if (typeof uid !== 'string' || uid === '') return 'uid must be a text'
  if (!operations.includes(operation)) return `operation must be one of ${operations.join(', ')}`
  if (!isObject(resource)) return 'resource must be an object with group, version and resource'
  for (const { field, isRight, demand } of optional) {
    const value = request[field]
    if (value !== undefined && value !== null && !isRight(value)) return `${field} ${demand}`
  }
  return undefined
}

const isText = (value: unknown) => typeof value === 'string'
const optional = [
  { field: 'kind', isRight: isObject, demand: 'must be an object with group, version and kind' },
  { field: 'userInfo', isRight: isObject, demand: 'must be an object' },
  { field: 'name', isRight: isText, demand: 'must be a text' },
  { field: 'namespace', isRight: isText, demand: 'must be a text' },
  { field: 'dryRun', isRight: (value: unknown) => typeof value === 'boolean', demand: 'must be true or false' },
] as const

/** The envelope is sound here: what is absent, or null, is empty. */
function readRequest(request: Fields): Review {
  const kind = fieldsOf(request.kind)
  const resource = fieldsOf(request.resource)
  return {
    uid: text(request.uid),
    kind: { group: text(kind.group), version: text(kind.version), kind: text(kind.kind) },
    resource: { group: text(resource.group), version: text(resource.version), resource: text(resource.resource) },
    operation: request.operation as Operation,
    namespace: text(request.namespace),
    name: text(request.name),
    user: text(fieldsOf(request.userInfo).username),
    requester: fieldsOf(request.userInfo),
    dryRun: request.dryRun === true,
    object: request.object ?? {},
    oldObject: request.oldObject ?? undefined,
  }
}

const none: Fields = {}
const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : none)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

import { decode } from '../kubernetes/decode.ts'
import type { JsonPatch } from '../kubernetes/json-patch.ts'
import type { Decoded, Shape } from '../kubernetes/shape.ts'
import { invalid, wrongType } from './finding.ts'
import type { Operation, Resource, Review } from './review.ts'
import { type AnyRule, check } from './rule.ts'
import type { Settings } from './settings.ts'
import type { LookUp, Snapshot } from './snapshot.ts'
import { judge, patched, type Reported, type Verdict } from './verdict.ts'

/** A review whose object is known to be sound: which objects the decision needs, and the decision. */
export type Opened = Readonly<{
  lookUps: readonly LookUp[]
  decide: (cluster: Partial<Snapshot>) => Verdict
}>

/** One admission webhook as the API server knows it, and what it decides. */
export type Webhook = Readonly<{
  path: string
  type: 'mutating' | 'validating'
  resource: Resource
  operations: readonly Operation[]
  /** The name inside the webhook configuration; users see it when a call fails. */
  name: string
  /** Reads the review; opens a review that it must refuse, too: `decide` then says why. */
  open: (review: Review, settings: Settings) => Opened
}>

/** Volcano's name of the webhook configuration object of a path. */
export const configurationName = (path: string): string => `volcano-admission-service${path.replaceAll('/', '-')}`

type Registration<Of extends Shape> = Readonly<{
  path: string
  name: string
  resource: Resource
  operations: readonly Operation[]
  shape: Of
  /** Volcano's sentence for an operation that is not one of `operations`. */
  wrongOperation: string
  lookUps: (review: Review<Decoded<Of>>) => readonly LookUp[]
}>

/** A webhook that checks objects: for each operation its rules, in the order of their answers. */
export function validating<Of extends Shape>(
  registration: Registration<Of>,
  rulesOf: (review: Review<Decoded<Of>>) => readonly AnyRule<Decoded<Of>>[],
): Webhook {
  return webhook('validating', registration, (review, settings) => (cluster) => {
    const { findings, skipped } = check(rulesOf(review), review, cluster, settings)
    return judge(findings, skipped)
  })
}

/** What a mutating webhook wants to change; findings are advice. */
export type Mutation = Readonly<{ patch: JsonPatch; findings: readonly Reported[] }>

/** A webhook that completes objects. */
export function mutating<Of extends Shape>(
  registration: Registration<Of>,
  mutate: (review: Review<Decoded<Of>>, settings: Settings, cluster: Partial<Snapshot>) => Mutation,
): Webhook {
  return webhook('mutating', registration, (review, settings) => (cluster) => {
    const { patch, findings } = mutate(review, settings, cluster)
    return patched(patch, findings)
  })
}

function webhook<Of extends Shape>(
  type: Webhook['type'],
  registration: Registration<Of>,
  decider: (review: Review<Decoded<Of>>, settings: Settings) => Opened['decide'],
): Webhook {
  const { path, name, resource, operations, shape, lookUps } = registration
  const open = (review: Review, settings: Settings): Opened => {
    const misdirected = findMisdirection(registration, review)
    if (misdirected.length > 0) return refused(misdirected)
    const object = decode(shape, review.object)
    const oldObject = review.operation === 'UPDATE' ? decode(shape, review.oldObject ?? {}) : undefined
    const mistakes = [...object.mistakes, ...(oldObject?.mistakes ?? [])]
    if (mistakes.length > 0) return refused(mistakes.map(reportMistake))
    const sound = { ...review, object: object.value, oldObject: oldObject?.value }
    return { lookUps: lookUps(sound), decide: decider(sound, settings) }
  }
  return { path, type, resource, operations, name, open }
}

const refused = (findings: readonly Reported[]): Opened => ({ lookUps: [], decide: () => judge(findings) })

const reportMistake = ({ path, message }: Readonly<{ path: string; message: string }>): Reported => ({
  ...wrongType(path, message),
  rule: 'decodes',
})

/** A webhook configuration that sends something else than this webhook is for. */
function findMisdirection(
  { resource, operations, wrongOperation }: Pick<Registration<Shape>, 'resource' | 'operations' | 'wrongOperation'>,
  review: Review,
): readonly Reported[] {
  const given = review.resource
  if (given.group !== resource.group || given.version !== resource.version || given.resource !== resource.resource) {
    const message = `expect resource to be {${resource.group} ${resource.version} ${resource.resource}}`
    return [{ ...invalid('', `${given.group}/${given.version} ${given.resource}`, message), rule: 'resource-expected' }]
  }
  if (operations.includes(review.operation)) return []
  return [{ ...invalid('', review.operation, wrongOperation), rule: 'operation-expected' }]
}

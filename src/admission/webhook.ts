import { type DecodeMistake, decode } from '../kubernetes/decode.ts'
import type { JsonPatch } from '../kubernetes/json-patch.ts'
import type { Decoded, Shape } from '../kubernetes/shape.ts'
import { invalid, wrongType } from './finding.ts'
import type { Operation, Resource, Review } from './review.ts'
import { type AnyRule, type Checked, check, isAsked, type Requirement } from './rule.ts'
import type { Settings } from './settings.ts'
import type { Cluster, LookUp, Snapshot } from './snapshot.ts'
import { decodes, operationExpected, resourceExpected } from './unchangeable.ts'
import { judge, patched, type Reported, type Verdict } from './verdict.ts'

/** A review whose object is known to be sound: which objects the decision needs, and the decision. */
export type Opened = Readonly<{
  lookUps: readonly LookUp[]
  decide: (cluster: Partial<Cluster>) => Verdict
}>

/** One admission webhook as the API server knows it, and what it decides. */
export type Webhook = Readonly<{
  path: string
  type: 'mutating' | 'validating'
  resource: Resource
  scope: 'Namespaced' | 'Cluster'
  operations: readonly Operation[]
  /** The name inside the webhook configuration; users see it when a call fails. */
  name: string
  sideEffects: 'None' | 'NoneOnDryRun'
  /** What it does, in a sentence for users. */
  about: string
  /** What of the cluster it looks at: whoever serves it has to know these kinds of objects. */
  reads: readonly (keyof Snapshot)[]
  /** What else it looks at under some settings, which are those at the start of the server. */
  readsMore?: (settings: Settings) => readonly (keyof Snapshot)[]
  /** All that it may find; administrators set how strict each is. */
  requirements: readonly Requirement[]
  /** Reads the review; opens a review that it must refuse, too: `decide` then says why. */
  open: (review: Review, settings: Settings) => Opened
}>

/** Volcano's name of the webhook configuration object of a path. */
export const configurationName = (path: string): string => `volcano-admission-service${path.replaceAll('/', '-')}`

type Registration<Of extends Shape> = Omit<Webhook, 'type' | 'reads' | 'requirements' | 'open'> &
  Readonly<{
    shape: Of
    /** Volcano's sentence for an operation that is not one of `operations`; without it, such a review passes. */
    wrongOperation: ((operation: Operation) => string) | undefined
    lookUps: (review: Review<Decoded<Of>>, settings: Settings) => readonly LookUp[]
  }>

/** Judges the objects that another one holds by rules of their own. */
export type Embedded<Content> = Readonly<{
  rules: readonly AnyRule<never>[]
  check: (review: Review<Content>, cluster: Partial<Cluster>, settings: Settings) => Checked
}>

/** What a validating webhook asks of an object. */
type Demands<Content> = Readonly<{
  /** For each operation the rules, in the order of their answers. On DELETE there is the old object alone. */
  rules: Partial<Record<Operation, readonly AnyRule<Content>[]>>
  /** What other objects are written in the object, and what is said of them when it is created or changed. */
  embedded?: Embedded<Content>
  /** Whether a review has nothing to be judged; without it, none has. */
  isLeftAlone?: (review: Review<Content>, settings: Settings) => boolean
}>

/** A webhook that checks objects. */
export function validating<Of extends Shape>(
  registration: Registration<Of>,
  { rules, embedded, isLeftAlone = () => false }: Demands<Decoded<Of>>,
): Webhook {
  const all = [...Object.values(rules).flat(), ...(embedded?.rules ?? none)]
  const reads = kindsReadBy(all.filter(({ isAskedUnder }) => isAskedUnder === undefined))
  const conditional = all.filter(({ isAskedUnder }) => isAskedUnder !== undefined)
  const readsMore = (settings: Settings) => kindsReadBy(conditional.filter((rule) => isAsked(rule, settings)))
  // The same rule is asked on several operations, each time in another guise.
  const requirements = [...new Map(all.map((rule) => [rule.about, rule])).values()]
  return webhook('validating', { ...registration, reads, readsMore, requirements }, (review, settings) => {
    if (isLeftAlone(review, settings)) return concluded([])
    const decide = (cluster: Partial<Cluster>): Verdict => {
      const own = check(rules[review.operation] ?? none, review, cluster, settings)
      if (embedded === undefined || review.operation === 'DELETE') return judge(own.findings, own.skipped)
      const inside = embedded.check(review, cluster, settings)
      return judge([...own.findings, ...inside.findings], [...own.skipped, ...inside.skipped])
    }
    return { lookUps: registration.lookUps(review, settings), decide }
  })
}

/** The kinds of objects that any of these rules looks at. */
const kindsReadBy = (rules: readonly Pick<AnyRule<never>, 'reads'>[]): readonly (keyof Snapshot)[] => [
  ...new Set(rules.flatMap(({ reads }) => reads.filter((name) => name !== 'queueAccess'))),
]

const none: readonly never[] = []

/** What a mutating webhook wants to change, and what it has to say about the object. */
export type Mutation = Readonly<{ patch: JsonPatch; findings: readonly Reported[] }>

/** A webhook that completes objects. */
export function mutating<Of extends Shape>(
  { advice, ...registration }: Registration<Of> & Pick<Webhook, 'reads'> & Readonly<{ advice: readonly Requirement[] }>,
  mutate: (review: Review<Decoded<Of>>, settings: Settings, cluster: Partial<Snapshot>) => Mutation,
): Webhook {
  return webhook('mutating', { ...registration, requirements: advice }, (review, settings) => {
    const decide = (cluster: Partial<Cluster>): Verdict => {
      const { patch, findings } = mutate(review, settings, cluster)
      return patched(patch, findings)
    }
    return { lookUps: registration.lookUps(review, settings), decide }
  })
}

function webhook<Of extends Shape>(
  type: Webhook['type'],
  registration: Registration<Of> & Pick<Webhook, 'reads' | 'requirements'>,
  openSound: (review: Review<Decoded<Of>>, settings: Settings) => Opened,
): Webhook {
  const { shape, wrongOperation: _, lookUps: __, ...known } = registration
  const open = (review: Review, settings: Settings): Opened => {
    const { operation } = review
    const misdirected = findMisdirection(registration, review)
    if (misdirected !== undefined) return concluded(misdirected)
    const object = decode(shape, review.object)
    const oldObject = operation === 'CREATE' ? undefined : decode(shape, review.oldObject ?? {})
    // Whatever an object looks like, it may go.
    const mistakes = operation === 'DELETE' ? [] : newMistakes(object.mistakes, oldObject?.mistakes ?? [])
    if (mistakes.length > 0) return concluded(mistakes.map(reportMistake))
    return openSound({ ...review, object: object.value, oldObject: oldObject?.value }, settings)
  }
  return { ...known, type, open }
}

/** What an update has found wrong stays legal: whoever removes a finalizer, or repairs one field, need not repair the others. */
const newMistakes = (after: readonly DecodeMistake[], before: readonly DecodeMistake[]): readonly DecodeMistake[] =>
  before.length === 0
    ? after
    : after.filter(({ path, message }) => !before.some((old) => old.path === path && old.message === message))

const concluded = (findings: readonly Reported[]): Opened => ({ lookUps: [], decide: () => judge(findings) })

const reportMistake = ({ path, message }: DecodeMistake): Reported => ({
  ...wrongType(path, message),
  rule: decodes.id,
})

/** A webhook configuration that sends something else than this webhook is for. No findings: it passes. */
function findMisdirection(
  { resource, operations, wrongOperation }: Pick<Registration<Shape>, 'resource' | 'operations' | 'wrongOperation'>,
  review: Review,
): readonly Reported[] | undefined {
  const given = review.resource
  if (given.group !== resource.group || given.version !== resource.version || given.resource !== resource.resource) {
    const message = `expect resource to be {${resource.group} ${resource.version} ${resource.resource}}`
    return [{ ...invalid('', `${given.group}/${given.version} ${given.resource}`, message), rule: resourceExpected.id }]
  }
  if (operations.includes(review.operation)) return undefined
  if (wrongOperation === undefined) return []
  const { operation } = review
  return [{ ...invalid('', operation, wrongOperation(operation)), rule: operationExpected.id }]
}

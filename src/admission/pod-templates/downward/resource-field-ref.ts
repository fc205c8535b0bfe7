import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalQuantity } from '../../../kubernetes/quantity-text.ts'
import type { EnvVar } from '../../../kubernetes/shapes/container.ts'
import { type Check, joined, none, oneOf } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'

export type ResourceFieldRef = NonNullable<NonNullable<EnvVar['valueFrom']>['resourceFieldRef']>

const checkSupported = oneOf(
  ['limits', 'requests'].flatMap((list) => ['cpu', 'ephemeral-storage', 'memory'].map((name) => `${list}.${name}`)),
)

/** The resource is an amount that containers can have. Mirrors validateContainerResourceFieldSelector for variables. */
export const checkResourceFieldRef: Check<ResourceFieldRef> = (selector, path) =>
  joined(checkResource(selector, path), checkDivisor(selector, path))

/** A volume belongs to no container, so that it has to say whose resource it means. */
export const checkResourceFieldRefOfVolume: Check<ResourceFieldRef> = (selector, path) =>
  selector.containerName
    ? checkResourceFieldRef(selector, path)
    : joined(
        [required(`${path}.containerName`, 'name the container whose resource it is')],
        checkDivisor(selector, path),
      )

function checkResource({ resource = '' }: ResourceFieldRef, path: string): readonly Finding[] {
  if (resource === '') return [required(`${path}.resource`, 'name a resource, such as limits.memory')]
  return isOfHugePages(resource) ? none : checkSupported(resource, `${path}.resource`)
}

const isOfHugePages = (resource: string): boolean => /^(?:limits|requests)\.hugepages-/.test(resource)

const sizes = ['1', ...['k', 'M', 'G', 'T', 'P', 'E'].flatMap((unit) => `1${unit}`)]
const binarySizes = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit) => `1${unit}`)

/** What amounts can be divided by, as Go writes it, and what Kubernetes says of other divisors. */
const rulesOfDivisors: readonly Readonly<{ of: RegExp; allowed: readonly string[]; sentence: string }>[] = [
  {
    of: /^(?:limits|requests)\.cpu$/,
    allowed: ['1m', '1'],
    sentence: "only divisor's values 1m and 1 are supported with the cpu resource",
  },
  ...[
    ['memory$', 'memory'],
    ['ephemeral-storage$', 'local ephemeral storage'],
    ['hugepages-', 'hugepages'],
  ].map(([name, title]) => ({
    of: new RegExp(`^(?:limits|requests)\\.${name}`),
    allowed: [...sizes, ...binarySizes],
    sentence: `only divisor's values ${[...sizes, ...binarySizes].join(', ')} are supported with the ${title} resource`,
  })),
]

function checkDivisor({ resource = '', divisor }: ResourceFieldRef, path: string): readonly Finding[] {
  if (divisor === undefined || parseQuantity(divisor) === 0n) return none
  const rule = rulesOfDivisors.find(({ of }) => of.test(resource))
  if (rule === undefined || rule.allowed.includes(canonicalQuantity(divisor))) return none
  return [invalid(`${path}.divisor`, divisor, rule.sentence)]
}

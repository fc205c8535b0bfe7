import { parseQuantity } from './quantity.ts'
import { writeQuantity } from './quantity-text.ts'
import { remember, rememberObject } from './remember.ts'
import {
  isAttachableVolumeResource,
  isExtendedResource,
  isHugePageResource,
  isPrefixedNativeResource,
} from './resource-names.ts'
import type { ResourceList } from './shapes/metadata.ts'

/**
 * What Volcano's scheduler counts of a resource list, in its units: bytes of memory, whole pods, and thousandths of all
 * else. Resources that it does not know are left out. Mirrors pkg/scheduler/api: Resource, with exact numbers.
 */
export type Amounts = ReadonlyMap<string, bigint>

const milli = 10n ** 6n
const one = 10n ** 9n
const nothing: Amounts = new Map()

/** What stands in a list under a name. */
export const quantityIn = (list: ResourceList | undefined, name: string): string | number | undefined =>
  list !== undefined && Object.hasOwn(list, name) ? list[name] : undefined

export function amountsOf(list: ResourceList | undefined): Amounts {
  if (list === undefined) return nothing
  const amounts = new Map<string, bigint>()
  for (const name of Object.keys(list)) {
    const count = counterOf(name)
    if (count !== undefined) amounts.set(name, count(list[name] ?? 0))
  }
  return amounts
}

/** The same, of an object that is stored: it stays for long, and is asked about with each review of another. */
export const amountsOfStored = (list: ResourceList | undefined): Amounts =>
  list === undefined ? nothing : rememberAmounts(list)

const rememberAmounts = rememberObject((list: ResourceList) => amountsOf(list))

const countUnits = remember((text) => divideUp(parseQuantity(text) ?? 0n, one))
const countThousandths = remember((text) => divideUp(parseQuantity(text) ?? 0n, milli))

function counterOf(name: string): typeof countUnits | undefined {
  if (name === 'memory' || name === 'pods') return countUnits
  return name === 'cpu' || name === 'ephemeral-storage' || isScalar(name) ? countThousandths : undefined
}

const isScalar: (name: string) => boolean = remember((given) => {
  const name = String(given)
  if (name.startsWith('count/')) return false
  return (
    isExtendedResource(name) ||
    isHugePageResource(name) ||
    isPrefixedNativeResource(name) ||
    isAttachableVolumeResource(name)
  )
})

/** Rounds away from zero, as Go does. */
function divideUp(amount: bigint, unit: bigint): bigint {
  const whole = amount / unit
  if (amount % unit === 0n) return whole
  return amount < 0n ? whole - 1n : whole + 1n
}

/** How many whole pods an amount of pods is. */
export const wholeUnits: (text: string | number) => bigint = countUnits

export function sumOf(all: readonly Amounts[]): Amounts {
  const some = all.filter(({ size }) => size > 0)
  if (some.length < 2) return some[0] ?? nothing
  const sum = new Map<string, bigint>()
  for (const amounts of some) for (const [name, amount] of amounts) sum.set(name, (sum.get(name) ?? 0n) + amount)
  return sum
}

/**
 * The resources of which there is more than the limit allows. What the limit does not name is not there; even 0 of it is too
 * much then, but of cpu and memory. Mirrors Resource.LessPartly.
 */
export function namesBeyond(amounts: Amounts, limit: Amounts): readonly string[] {
  const names: string[] = []
  for (const [name, amount] of amounts) if (isBeyond(name, amount, limit)) names.push(name)
  for (const [name, most] of limit) if (most < 0n && !amounts.has(name)) names.push(name)
  return names.sort()
}

/** Whether of none of the resources both have more together than the limit allows. */
export function fitTogether(one: Amounts, other: Amounts, limit: Amounts): boolean {
  for (const [name, amount] of one) if (isBeyond(name, amount + (other.get(name) ?? 0n), limit)) return false
  for (const [name, amount] of other) if (!one.has(name) && isBeyond(name, amount, limit)) return false
  for (const [name, most] of limit) if (most < 0n && !one.has(name) && !other.has(name)) return false
  return true
}

function isBeyond(name: string, amount: bigint, limit: Amounts): boolean {
  const most = limit.get(name)
  return most === undefined ? !isBasic(name) || amount > 0n : amount > most
}

const isBasic = (name: string): boolean => name === 'cpu' || name === 'memory'

/** As the scheduler prints it: `cpu 4000.00, memory 0.00, nvidia.com/gpu 1000.00`. Mirrors Resource.String. */
export function printAmounts(amounts: Amounts): string {
  const others = [...amounts.keys()].filter((name) => !isBasic(name)).sort()
  return ['cpu', 'memory', ...others].map((name) => `${name} ${amounts.get(name) ?? 0n}.00`).join(', ')
}

/** As users write it: `4`, `500m`, `8Gi`. */
export function writeAmount(name: string, amount: bigint): string {
  const isBytes = name === 'memory' || name === 'ephemeral-storage' || isHugePageResource(name)
  return writeQuantity(amount * (counterOf(name) === countThousandths ? milli : one), isBytes ? 'binary' : 'decimal')
}

import type { Quantity } from '../../../kubernetes/quantity.ts'
import { canonicalResource, type QuantityStyle, styleOf, writeQuantity } from '../../../kubernetes/quantity-text.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { ResourceList } from '../../../kubernetes/shapes/metadata.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { none } from '../../checks.ts'
import { amountOf } from './amounts.ts'

/** An amount together with how Go writes it. */
export type Sum = Readonly<{ amount: Quantity; style: QuantityStyle; text: string }>
type Sums = Map<string, Sum>

/**
 * What the containers of a pod need together at any time: regular containers and init containers that stay run side by
 * side, other init containers one by one before. Mirrors resourcehelper.AggregateContainerRequests and -Limits.
 */
export function sumOfContainers(
  { containers = none, initContainers = none }: PodSpec,
  list: 'requests' | 'limits',
): ReadonlyMap<string, Sum> {
  const sums: Sums = new Map()
  const staying: Sums = new Map()
  const starting: Sums = new Map()
  for (const container of containers) add(sums, amountsOf(container, list))
  for (const container of initContainers) {
    const amounts = amountsOf(container, list)
    const stays = container.restartPolicy === 'Always'
    if (stays) add(sums, amounts)
    if (stays) add(staying, amounts)
    raise(starting, stays ? only(staying, amounts) : together(amounts, staying))
  }
  raise(sums, starting)
  return sums
}

function amountsOf({ resources = {} }: Container, list: 'requests' | 'limits'): Sums {
  const amounts: ResourceList = resources[list] ?? {}
  return new Map(
    Object.entries(amounts).map(([name, source]) => [
      name,
      { amount: amountOf(source), style: styleOf(source), text: canonicalResource(source) },
    ]),
  )
}

/** A sum is written in the style of its first amount that is not zero. Mirrors Quantity.Add. */
function add(sums: Sums, amounts: Sums): void {
  for (const [name, one] of amounts) {
    const before = sums.get(name)
    const style = before === undefined || before.amount === 0n ? one.style : before.style
    const amount = (before?.amount ?? 0n) + one.amount
    sums.set(name, before === undefined ? one : { amount, style, text: writeQuantity(amount, style) })
  }
}

/** What else stays has been counted before: not to look at it keeps long lists cheap. */
const only = (sums: Sums, names: Sums): Sums => new Map([...names].map(([name, one]) => [name, sums.get(name) ?? one]))

function together(amounts: Sums, staying: Sums): Sums {
  const sums = new Map(amounts)
  for (const name of amounts.keys()) {
    const one = staying.get(name)
    if (one !== undefined) add(sums, new Map([[name, one]]))
  }
  return sums
}

function raise(sums: Sums, amounts: Sums): void {
  for (const [name, one] of amounts) {
    const before = sums.get(name)
    if (before === undefined || one.amount > before.amount) sums.set(name, one)
  }
}

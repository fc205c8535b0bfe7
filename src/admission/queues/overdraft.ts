import { rememberObject } from '../../kubernetes/remember.ts'
import {
  type Amounts,
  amountsOf,
  amountsOfStored,
  fitTogether,
  namesBeyond,
  printAmounts,
  sumOf,
  writeAmount,
} from '../../kubernetes/resource-amounts.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'
import { listed } from '../finding.ts'
import { nameOf } from './names.ts'
import { deserved, guarantee, type ResourceField } from './resource-fields.ts'

/** The children of a queue take more of something than it has: which resources that are, and a sentence about it. */
export type Overdraft = Readonly<{ names: readonly string[]; sentence: string }>

/** What children share among them, as Volcano calls it. */
export type Share = Readonly<{ field: ResourceField; word: string }>

export const shares: readonly Share[] = [
  { field: guarantee, word: 'guarantee' },
  { field: deserved, word: 'deserved' },
]

/**
 * Whether the children of a queue, with one that is new or changed among them, take more than it has. Mirrors
 * queues/validate: validateSiblingsSum, validateChildrenConstraints; the sum is that of all children.
 */
export function findOverdraft(
  share: Share,
  parent: Queue,
  stored: readonly Queue[],
  changed?: Queue,
): Overdraft | undefined {
  const { field } = share
  // On an update of the parent, that is the changed one.
  const limit = changed === undefined ? amountsOf(field.of(parent.spec)) : amountsOfStored(field.of(parent.spec))
  if (fitTogether(takenByAll(share, stored), takenBy(share, changed), limit)) return undefined
  const others = stored.filter((queue) => nameOf(queue) !== nameOf(changed ?? parent))
  return describeOverdraft(share, parent, changed === undefined ? others : [...others, changed])
}

const takenBy = ({ field }: Share, queue: Queue | undefined): Amounts => amountsOf(field.of(queue?.spec))

/** Of the same list, the sum is made once: a queue may have thousands of children. */
const sumsOf = rememberObject((_queues: readonly Queue[]) => new Map<Share, Amounts>())

function takenByAll(share: Share, queues: readonly Queue[]): Amounts {
  const known = sumsOf(queues)
  const sum = known.get(share) ?? sumOf(queues.map((queue) => takenBy(share, queue)))
  known.set(share, sum)
  return sum
}

function describeOverdraft(share: Share, parent: Queue, children: readonly Queue[]): Overdraft | undefined {
  const { field, word } = share
  const limit = takenBy(share, parent)
  const sum = sumOf(children.map((child) => takenBy(share, child)))
  const names = namesBeyond(sum, limit)
  if (names.length === 0) return undefined
  const takers = children.map((child) => ({ name: nameOf(child), amounts: takenBy(share, child) }))
  const explained = names.slice(0, mostExplained).map((name) => explain(name, takers, nameOf(parent), limit))
  const advice = `lower what they take, or raise ${field.path} of queue ${nameOf(parent)}`
  const sums = `${word} (${printAmounts(sum)}) exceeds parent's ${word} limit (${printAmounts(limit)})`
  return { names, sentence: `sum of children's ${sums}; ${explained.join('; ')}: ${advice}` }
}

const mostExplained = 3
const mostTakers = 6

type Taker = Readonly<{ name: string; amounts: Amounts }>

/** `cpu: a takes 5, b takes 4, queue parent has 8`, those that take most at first. */
function explain(name: string, takers: readonly Taker[], parent: string, limit: Amounts): string {
  const amountOf = ({ amounts }: Taker): bigint => amounts.get(name) ?? 0n
  const parts = takers
    .filter(({ amounts }) => amounts.has(name))
    .sort((a, b) => compare(amountOf(b), amountOf(a)) || compare(a.name, b.name))
    .map((taker) => `${taker.name} takes ${writeAmount(name, amountOf(taker))}`)
  const amount = limit.get(name)
  const has = `queue ${parent} ${amount === undefined ? 'names none' : `has ${writeAmount(name, amount)}`}`
  return `${name}: ${parts.length === 0 ? has : `${listed(parts, mostTakers)}, ${has}`}`
}

const compare = <Of extends bigint | string>(a: Of, b: Of): number => (a < b ? -1 : a > b ? 1 : 0)

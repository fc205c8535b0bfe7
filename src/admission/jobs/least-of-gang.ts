import type { Task } from '../../kubernetes/shapes/volcano-job.ts'
import { minAvailableOf } from './defaults/tasks.ts'
import { sumOfMinimums } from './sums.ts'

/** Pods that are alike: what each of them asks for of one resource. */
type Pods = Readonly<{ count: bigint; each: bigint }>

/**
 * The least of a resource that the pods ask for which must start together, whichever pods these turn out to be: those that
 * tasks wait for, where these minimums count, and the smallest of the others.
 */
export function leastOfGang(tasks: readonly Task[], minAvailable: number, eachOf: (task: Task) => bigint): bigint {
  const minimums = sumOfMinimums(tasks)
  if (minAvailable < minimums)
    return leastOf(
      tasks.map((task) => podsOf(task.replicas ?? 0, eachOf(task))),
      minAvailable,
    )
  const required = tasks.map((task) => podsOf(minAvailableOf(task), eachOf(task)))
  const others = tasks.map((task) => podsOf((task.replicas ?? 0) - minAvailableOf(task), eachOf(task)))
  return required.reduce((sum, { count, each }) => sum + count * each, 0n) + leastOf(others, minAvailable - minimums)
}

const podsOf = (count: number, each: bigint): Pods => ({
  count: BigInt(Math.max(0, count)),
  each: each > 0n ? each : 0n,
})

/** What the smallest of these pods ask for. */
function leastOf(pods: readonly Pods[], count: number): bigint {
  let left = BigInt(Math.max(0, count))
  let sum = 0n
  for (const { count: there, each } of pods.toSorted((a, b) => (a.each < b.each ? -1 : a.each > b.each ? 1 : 0))) {
    const taken = there < left ? there : left
    sum += taken * each
    left -= taken
  }
  return sum
}

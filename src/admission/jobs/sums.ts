import type { Task } from '../../kubernetes/shapes/volcano-job.ts'
import { minAvailableOf } from './defaults/tasks.ts'

/** How many pods tasks have in all, exactly. */
export function sumOfReplicas(tasks: readonly Task[]): number {
  let sum = 0
  for (const { replicas = 0 } of tasks) sum += replicas
  return sum
}

/** How many pods tasks wait for, each for itself. */
export function sumOfMinimums(tasks: readonly Task[]): number {
  let sum = 0
  for (const task of tasks) sum += minAvailableOf(task)
  return sum
}

import type { Amounts } from '../../../kubernetes/resource-amounts.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { findExcesses, queueCanGive as requirement, tellExcesses } from '../../queue-capacity.ts'
import { ceilingsOf } from '../../queues/ceilings.ts'
import { leastOfGang } from '../least-of-gang.ts'
import { requestsOfPod } from '../requests-of-pod.ts'
import type { JobRule } from '../rule.ts'

/**
 * The pods that must start together ask for no more than the queue, and all above it, can ever give, and so does each pod
 * alone. A queue may be given more later, so this is advice; Volcano says nothing.
 */
export const queueCanGive: JobRule<'queues'> = {
  ...requirement,
  reads: ['queues'],
  check({ object: { spec = {} } }, { queues }, { schedulerNames }) {
    const { tasks = [], minAvailable = 0, schedulerName = '' } = spec
    const queue = queues.get(spec.queue ?? '')
    if (queue === undefined) return []
    const ceilings = ceilingsOf(queue, queues)
    if (ceilings.size === 0 || !schedulerNames.includes(schedulerName)) return []
    const requests = new Map(
      tasks.map((task) => [task, isOfOthers(task, schedulerNames) ? nothing : requestsOfPod(task)]),
    )
    const gang = findExcesses(ceilings, (name) =>
      leastOfGang(tasks, minAvailable, (task) => requests.get(task)?.get(name) ?? 0n),
    )
    if (gang.length > 0)
      return [
        tellExcesses('spec.queue', spec.queue ?? '', `the ${minAvailable} pods that must start together ask`, gang),
      ]
    return tasks.flatMap((task, i) => {
      if ((task.replicas ?? 0) === 0) return []
      const pod = findExcesses(ceilings, (name) => requests.get(task)?.get(name) ?? 0n)
      const path = `spec.tasks[${i}].template.spec`
      return pod.length === 0 ? [] : [tellExcesses(path, task.name ?? '', 'each pod asks', pod)]
    })
  },
}

const nothing: Amounts = new Map()

const isOfOthers = ({ template }: Task, schedulerNames: readonly string[]): boolean =>
  !['', ...schedulerNames].includes(template?.spec?.schedulerName ?? '')

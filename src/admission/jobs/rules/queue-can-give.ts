import { type Amounts, writeAmount } from '../../../kubernetes/resource-amounts.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid, listed } from '../../finding.ts'
import { type Ceiling, ceilingsOf } from '../../queues/ceilings.ts'
import { leastOfGang } from '../least-of-gang.ts'
import { requestsOfPod } from '../requests-of-pod.ts'
import type { JobRule } from '../rule.ts'

/**
 * The pods that must start together ask for no more than the queue, and all above it, can ever give, and so does each pod
 * alone. A queue may be given more later, so this is advice; Volcano says nothing.
 */
export const queueCanGive: JobRule<'queues'> = {
  id: 'queue-can-give',
  nature: 'doubtful',
  about: {
    why: 'The scheduler starts no job whose pods, as many as must start together, ask for more than the capability of its queue or of a queue above that. The job waits, and no event says for what.',
    fix: 'Lower the requests or minAvailable, name another queue, or raise the capability of the queue that the message names.',
    upstream: [1330, 1331],
  },
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
    const gang = excesses(ceilings, (name) =>
      leastOfGang(tasks, minAvailable, (task) => requests.get(task)?.get(name) ?? 0n),
    )
    if (gang.length > 0) return [tellGang(spec.queue ?? '', minAvailable, gang)]
    return tasks.flatMap((task, i) => {
      if ((task.replicas ?? 0) === 0) return []
      const pod = excesses(ceilings, (name) => requests.get(task)?.get(name) ?? 0n)
      return pod.length === 0 ? [] : [tellPod(`spec.tasks[${i}].template.spec`, task.name ?? '', pod)]
    })
  },
}

const nothing: Amounts = new Map()

const isOfOthers = ({ template }: Task, schedulerNames: readonly string[]): boolean =>
  !['', ...schedulerNames].includes(template?.spec?.schedulerName ?? '')

/** `cpu 12 of 8 (queue research)` for each resource of which too much is asked for. */
const excesses = (ceilings: ReadonlyMap<string, Ceiling>, askedFor: (resource: string) => bigint): readonly string[] =>
  [...ceilings].flatMap(([name, { amount, queue }]) => {
    if (isPartOfDevice(name)) return []
    const asked = askedFor(name)
    return asked <= amount
      ? []
      : [`${name} ${writeAmount(name, asked)} of ${writeAmount(name, amount)} (queue ${queue})`]
  })

/** Shares of accelerators are not counted as they are asked for. */
const isPartOfDevice = (name: string): boolean => /^volcano\.sh\/|\/.*-(?:core|memory)$/.test(name)

const advice = 'lower the requests, or raise capability there'

function tellGang(queue: string, minAvailable: number, excess: readonly string[]): Finding {
  const sentence = `the ${minAvailable} pods that must start together ask for more than there is: ${listed(excess)}`
  return invalid('spec.queue', queue, `${sentence}; ${advice}`)
}

const tellPod = (path: string, task: string, excess: readonly string[]): Finding =>
  invalid(path, task, `each pod asks for more than there is: ${listed(excess)}; ${advice}`)

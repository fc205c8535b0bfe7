import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import type { PriorityClass } from '../../../kubernetes/shapes/priority-class.ts'
import { type Finding, forbidden } from '../../finding.ts'
import type { Snapshot } from '../../snapshot.ts'
import type { JobRule } from '../rule.ts'

/**
 * The API server works out the priority of a pod from its class, and refuses pods that say something else. Volcano does not
 * look at it.
 */
export const prioritiesAreThoseOfClasses: JobRule<'priorityClasses'> = {
  id: 'priorities-are-those-of-classes',
  nature: 'impossible',
  about: {
    why: 'The API server gives each pod the priority and the preemption policy of its priority class, or of the default one, and refuses pods that give others themselves. Manifests that were copied from a running pod have such fields.',
    fix: 'Remove `priority` and `preemptionPolicy` from the template, and name a class that has them.',
  },
  reads: ['priorityClasses'],
  check({ object: { spec = {} } }, { priorityClasses }) {
    const { priorityClassName: ofJob = '', tasks = none } = spec
    let found: readonly Finding[] = none
    for (const [i, { template }] of tasks.entries()) {
      const pod = template?.spec
      if (pod?.priority === undefined && pod?.preemptionPolicy === undefined) continue
      const name = pod.priorityClassName || ofJob
      const priorityClass = name === '' ? defaultOf(priorityClasses) : priorityClasses.get(name)
      // That a class is missing is for another rule to say.
      if (priorityClass === undefined) continue
      found = [...found, ...checkPod(pod, priorityClass, `spec.tasks[${i}].template.spec`)]
    }
    return found
  },
}

const none: readonly never[] = []

/** Without a default class the priority is 0. Mirrors getDefaultPriorityClass: of several, the lowest counts. */
function defaultOf(priorityClasses: Snapshot['priorityClasses']): PriorityClass {
  let found: PriorityClass | undefined
  for (const each of priorityClasses.all())
    if (each.globalDefault && (found === undefined || (each.value ?? 0) < (found.value ?? 0))) found = each
  return found ?? {}
}

/** Mirrors admitPod of the admission plugin Priority. */
function checkPod(
  { priority, preemptionPolicy }: PodSpec,
  { value = 0, preemptionPolicy: wanted = 'PreemptLowerPriority' }: PriorityClass,
  path: string,
): readonly Finding[] {
  const by = 'must not be provided in pod spec; priority admission controller computed'
  const advice = 'from the given PriorityClass name: remove the field'
  return [
    ...(priority === undefined || priority === value
      ? []
      : [forbidden(`${path}.priority`, `the integer value of priority (${priority}) ${by} ${value} ${advice}`)]),
    ...(preemptionPolicy === undefined || preemptionPolicy === wanted
      ? []
      : [
          forbidden(
            `${path}.preemptionPolicy`,
            `the string value of PreemptionPolicy (${preemptionPolicy}) ${by} ${wanted} ${advice}`,
          ),
        ]),
  ]
}

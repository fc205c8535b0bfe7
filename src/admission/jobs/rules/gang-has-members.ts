import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'
import { sumOfReplicas } from '../sums.ts'

/** Plugins whose pods work as one and wait for each other. */
const gangPlugins = ['hcclrank', 'mpi', 'pytorch', 'ray', 'tensorflow']

/** Pods that work as one start as one: a job with a framework plugin waits for more than none of its pods. */
export const gangHasMembers: JobRule = {
  id: 'gang-has-members',
  nature: 'doubtful',
  about: {
    why: 'With minAvailable 0 the scheduler starts each pod as soon as it can. Pods of a framework wait for each other, so half a job may hold its nodes and never run.',
    fix: 'Set spec.minAvailable, or the minAvailable of the tasks, to the pods that must start together.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const { minAvailable = 0, plugins, tasks = [] } = spec
    if (minAvailable !== 0 || plugins === undefined || sumOfReplicas(tasks) < 2) return []
    const plugin = gangPlugins.find((name) => Object.hasOwn(plugins, name))
    if (plugin === undefined) return []
    const sentence = `pods start one by one, and those of ${plugin} wait for each other`
    return [invalid('spec.minAvailable', minAvailable, `${sentence}; wait for as many as must start together`)]
  },
}

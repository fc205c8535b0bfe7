import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'
import { sumOfReplicas } from '../sums.ts'

/** No more pods must succeed than there are. Volcano admits it, and the job has failed when all pods have succeeded. */
export const minSuccessFitsReplicas: JobRule = {
  id: 'min-success-fits-replicas',
  nature: 'impossible',
  about: {
    why: 'A job with minSuccess is complete once so many pods have succeeded. Where it has fewer pods, it has failed when all of them have succeeded.',
    fix: 'Lower spec.minSuccess, or raise the replicas of tasks.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const { minSuccess, tasks = [] } = spec
    if (minSuccess === undefined) return []
    const replicas = sumOfReplicas(tasks)
    if (minSuccess <= replicas || replicas === 0) return []
    const sentence = `the job has ${replicas} pods, so it fails when all of them succeed`
    return [invalid('spec.minSuccess', minSuccess, `${sentence}; lower it, or raise replicas`)]
  },
}

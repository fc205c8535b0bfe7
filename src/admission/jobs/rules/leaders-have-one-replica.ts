import { replicasOf, tasksOf } from '../../../plugins/hosts.ts'
import { rolesIn } from '../../../plugins/roles.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * A master of PyTorch or MPI, a head of Ray and a chief of TensorFlow is one pod. As Volcano does, pytorch gives all pods
 * of its master the rank 0: only with one of them are the ranks those from 0 to WORLD_SIZE - 1.
 */
export const leadersHaveOneReplica: JobRule = {
  id: 'leaders-have-one-replica',
  nature: 'doubtful',
  about: {
    why: 'The plugin makes one pod the leader of all others. With several of them, or none, processes wait for each other or do the work twice.',
    fix: 'Give the task one replica, and put the other pods into the task of the workers.',
    upstream: [4238],
  },
  reads: [],
  check: ({ object }) =>
    rolesIn(object).flatMap(({ plugin, flag, task, effects }) => {
      const place = tasksOf(object).findIndex(({ name = '' }) => name === task)
      const replicas = replicasOf(tasksOf(object)[place] ?? {})
      if (place < 0 || replicas === 1) return []
      const effect = replicas === 0 ? effects.none : effects.several
      if (effect === undefined) return []
      const sentence = `this is the task of ${plugin} --${flag}, and ${effect}; give it 1 replica`
      return [invalid(`spec.tasks[${place}].replicas`, replicas, sentence)]
    }),
}

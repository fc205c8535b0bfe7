import { jobNameOf, taskOf, tasksOf } from '../../../plugins/hosts.ts'
import { rolesIn } from '../../../plugins/roles.ts'
import { listed, notFound } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A job with the ray plugin has the task that its --head names (`head`). Mirrors the error of ray's OnPodCreate. */
export const rayHasHead: JobRule = {
  id: 'ray-has-head',
  nature: 'impossible',
  about: {
    why: 'Without the task of the head Volcano makes no pod of the job, and no event says why.',
    fix: 'Call a task `head`, or name one with `--head`.',
  },
  reads: [],
  check: ({ object }) =>
    rolesIn(object).flatMap(({ plugin, flag, task, path }) => {
      if (plugin !== 'ray' || flag !== 'head' || taskOf(object, task) !== undefined) return []
      const names = listed(tasksOf(object).map(({ name = '' }) => name)) || 'there is none'
      const sentence = `job ${jobNameOf(object)} doesn't have head task ${task}; name one of the tasks with --head (${names}) or call one "${task}"`
      return [notFound(path, task, sentence)]
    }),
}

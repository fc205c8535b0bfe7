import { duplicate } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** Each task has a name of its own. Mirrors jobs/validate: validateJobCreate. */
export const taskNamesAreUnique: JobRule = {
  id: 'task-names-are-unique',
  nature: 'upstream',
  about: {
    why: 'Pods, hosts and variables are named after tasks.',
    fix: 'Rename one of the tasks.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const first = new Map<string, number>()
    return (spec.tasks ?? []).flatMap(({ name = '' }, i) => {
      const earlier = first.get(name)
      if (earlier === undefined) {
        first.set(name, i)
        return []
      }
      const sentence = `duplicated task name ${name}; spec.tasks[${earlier}] has this name already, rename one of them`
      return [duplicate(`spec.tasks[${i}].name`, name, sentence)]
    })
  },
}

import { type Role, rolesIn } from '../../../plugins/roles.ts'
import { duplicate } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** What becomes of a task that has two parts. A master of MPI may be among its own workers, and hcclrank counts it once. */
const effects: Readonly<Record<string, string>> = {
  pytorch: 'its ranks begin at 1, and no process has RANK 0',
  ray: 'a container that has both names starts as a worker, and there is no head',
  tensorflow: 'its hosts are those of one part, and the other has none',
}

/** A task has one part in a framework. */
export const rolesAreDistinct: JobRule = {
  id: 'roles-are-distinct',
  nature: 'doubtful',
  about: {
    why: 'The plugin takes the task for one of the two, so the other part of the framework is missing.',
    fix: 'Make a task for each part: a master with one replica, and workers.',
  },
  reads: [],
  check: ({ object }) =>
    rolesIn(object).flatMap((role, place, roles) => {
      const effect = effects[role.plugin]
      const earlier = roles.slice(0, place).find((other) => hasSameTask(other, role))
      if (effect === undefined || earlier === undefined) return []
      const sentence = `--${earlier.flag} is this task, too: ${effect}; make a task for each`
      return [duplicate(role.isNamed ? role.path : earlier.path, role.task, sentence)]
    }),
}

const hasSameTask = (one: Role, other: Role): boolean => one.plugin === other.plugin && one.task === other.task

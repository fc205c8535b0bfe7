import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

/**
 * A deadline for starting is later than the time of the schedule. With 0, Volcano's controller only ever looks at times that
 * are still to come (pkg/controllers/cronjob: mostRecentScheduleTime); its webhook admits it.
 */
export const deadlineLeavesTime: CronJobRule = {
  id: 'deadline-leaves-time',
  nature: 'impossible',
  about: {
    why: 'The controller sees a time of the schedule when it has passed, so with a deadline of 0 every job is too late and none is ever made.',
    fix: 'Give some seconds, or leave the field out for no deadline.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    spec.startingDeadlineSeconds === 0
      ? [
          invalid(
            'spec.startingDeadlineSeconds',
            0,
            'every job is late at once: no job is ever made; give some seconds, or leave the field out',
          ),
        ]
      : [],
}

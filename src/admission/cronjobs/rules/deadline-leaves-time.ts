import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

/**
 * A deadline for starting is later than the time of the schedule. With 0, Volcano's controller only ever looks at times that
 * are still to come (pkg/controllers/cronjob: mostRecentScheduleTime); it is admitted, so this is advice.
 */
export const deadlineLeavesTime: CronJobRule = {
  id: 'deadline-leaves-time',
  nature: 'impossible',
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

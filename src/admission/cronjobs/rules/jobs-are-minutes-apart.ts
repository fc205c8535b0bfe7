import { readCronSchedule } from '../../../kubernetes/cron-schedule.ts'
import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

const minute = 60_000

/**
 * An interval has at least a minute. Volcano's controller names jobs by the minute, so that a second one finds its name
 * taken (pkg/controllers/cronjob: getJobName); its webhook admits shorter intervals.
 */
export const jobsAreMinutesApart: CronJobRule = {
  id: 'jobs-are-minutes-apart',
  nature: 'doubtful',
  about: {
    why: 'Volcano names jobs after the minute in which they are made: a second one of the same minute finds its name taken.',
    fix: 'Give an interval of at least a minute, such as `@every 1m`.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { schedule = '' } = spec
    const read = readCronSchedule(schedule)
    if ('mistakes' in read || !('every' in read.schedule) || read.schedule.every >= minute) return []
    const sentence = 'jobs are named by the minute, so at most one a minute is made; give "@every 1m" or more'
    return [invalid('spec.schedule', schedule, sentence)]
  },
}

import { cronScheduleComes, readCronSchedule } from '../../../kubernetes/cron-schedule.ts'
import { invalid } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

/** The schedule has a day in some year. Volcano admits one that has none, such as 30 February. */
export const scheduleComes: CronJobRule = {
  id: 'schedule-comes',
  nature: 'impossible',
  about: {
    why: 'A schedule such as 30 February never comes, so no job is ever made. Volcano admits it and stays silent.',
    fix: 'Change the day or the month.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { schedule = '' } = spec
    const read = readCronSchedule(schedule)
    if ('mistakes' in read || cronScheduleComes(read.schedule)) return []
    return [invalid('spec.schedule', schedule, 'this time never comes: no job is ever made; change the day or month')]
  },
}

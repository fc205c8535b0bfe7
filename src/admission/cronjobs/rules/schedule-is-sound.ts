import { readCronSchedule } from '../../../kubernetes/cron-schedule.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import type { CronJobRule } from '../rule.ts'

const path = 'spec.schedule'

/** A cron job has a schedule of five fields, or one that begins with "@". Mirrors cronjobs/validate: validateCronjobSpec. */
export const scheduleIsSound: CronJobRule = {
  id: 'schedule-is-sound',
  nature: 'upstream',
  about: {
    why: 'Volcano makes jobs at the times of the schedule, and knows none when it cannot read it.',
    fix: 'Write five fields (minute, hour, day of the month, month, day of the week), or one of `@hourly`, `@daily`, `@every 1h` and the like. A time zone goes into `spec.timeZone`.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { schedule = '' } = spec
    if (schedule === '')
      return [required(path, 'schedule is required, but got empty; "30 2 * * *" is every day at half past two')]
    if (schedule.includes('TZ')) return [zoneInside(schedule)]
    const read = readCronSchedule(schedule)
    if ('schedule' in read) return []
    return [invalid(path, schedule, `schedule is not a valid cron expression; ${read.mistakes.join('; ')}`)]
  },
}

function zoneInside(schedule: string): Finding {
  const sentence = 'schedule should not contain TZ or CRON_TZ, TZ should only be set in the timeZone field'
  const [, zone, times] = /^(?:CRON_)?TZ=(\S{1,50})\s+(.{1,100})$/.exec(schedule) ?? []
  const advice =
    zone === undefined
      ? 'leave these letters out'
      : `write schedule: ${JSON.stringify(times)} and timeZone: ${JSON.stringify(zone)}`
  return invalid(path, schedule, `${sentence}; ${advice}`)
}

import { completeJob } from '../../jobs/complete.ts'
import { checkDerivedNames, isSafeName } from '../../jobs/derived/check-derived-names.ts'
import { jobOf, minutes } from '../job-of.ts'
import type { CronJobRule } from '../rule.ts'

/** The Services and volumes that the jobs of a cron job get can be called after it. Volcano does not look at its jobs. */
export const namesOfItsJobsAreLegal: CronJobRule = {
  id: 'names-of-its-jobs-are-legal',
  nature: 'impossible',
  about: {
    why: 'A job of a cron job is called `<cron job>-` and the minute, eight digits, and its Services and volumes are called after it: see [derived-names-are-legal](#derived-names-are-legal). Where the API server refuses one of them, no job of the cron job ever runs.',
    fix: 'Give the cron job the name that the answer suggests.',
  },
  reads: [],
  check({ object }, _, settings) {
    // A job with a generated name will have another.
    const value = object.metadata?.name
    if (!value || isSafeName(`${value}-${minutes}`)) return []
    const { metadata, spec } = jobOf(object)
    const job = completeJob({ metadata, spec }, settings)
    return checkDerivedNames(job, settings.kubernetesVersion, { path: 'metadata.name', value, after: `-${minutes}` })
  },
}

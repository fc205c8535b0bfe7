import type { CronJob } from '../../kubernetes/shapes/cron-job.ts'
import type { EmbeddedJob } from '../jobs/embedded-jobs.ts'

/** Minutes since 1970 have eight digits until the year 2160. */
export const minutes = '00000000'

/** The job that a cron job makes each time, as far as it is known now. Mirrors pkg/controllers/cronjob: getJobFromTemplate. */
export function jobOf({ metadata = {}, spec = {} }: CronJob): EmbeddedJob {
  const { name = '', namespace = 'default' } = metadata
  const { jobTemplate = {} } = spec
  return {
    spec: jobTemplate.spec ?? {},
    metadata: { ...jobTemplate.metadata, name: `${name}-${minutes}`, namespace },
    path: 'spec.jobTemplate.spec',
  }
}

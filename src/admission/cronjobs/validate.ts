import { type CronJob, cronJobShape, cronJobSpecShape } from '../../kubernetes/shapes/cron-job.ts'
import { embeddedJobs, lookUpsOfEmbeddedJob } from '../jobs/embedded-jobs.ts'
import { keepsSpec } from '../keeps-spec.ts'
import { ratchet } from '../ratchet.ts'
import type { AnyRule } from '../rule.ts'
import { validating } from '../webhook.ts'
import { jobOf } from './job-of.ts'
import { deadlineLeavesTime } from './rules/deadline-leaves-time.ts'
import { jobsAreMinutesApart } from './rules/jobs-are-minutes-apart.ts'
import { nameLeavesRoom } from './rules/name-leaves-room.ts'
import { namesOfItsJobsAreLegal } from './rules/names-of-its-jobs-are-legal.ts'
import { scheduleComes } from './rules/schedule-comes.ts'
import { scheduleIsSound } from './rules/schedule-is-sound.ts'
import { timeZoneIsKnown } from './rules/time-zone-is-known.ts'

/** What a cron job must meet. The order is the order of the answers. */
const demands: readonly AnyRule<CronJob>[] = [
  scheduleIsSound,
  timeZoneIsKnown,
  nameLeavesRoom,
  namesOfItsJobsAreLegal,
  scheduleComes,
  deadlineLeavesTime,
  jobsAreMinutesApart,
]

export const validateCronJobs = validating(
  {
    path: '/cronjobs/validate',
    name: 'validatecronjob.volcano.sh',
    resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'cronjobs' },
    scope: 'Namespaced',
    operations: ['CREATE', 'UPDATE'],
    sideEffects: 'NoneOnDryRun',
    about:
      'Refuses cron jobs with a schedule, time zone or name that cannot be used, and warns of jobs that cannot run.',
    shape: cronJobShape,
    wrongOperation: () => "expect operation to be 'CREATE' or 'UPDATE'",
    lookUps: ({ object }, settings) => lookUpsOfEmbeddedJob(jobOf(object), settings),
  },
  {
    rules: { CREATE: demands, UPDATE: demands.map(ratchet) },
    // Advice alone: Volcano does not look at the job of a cron job before it is made.
    embedded: embeddedJobs((cronJob: CronJob) => [jobOf(cronJob)]),
    isLeftAlone: keepsSpec(cronJobSpecShape),
  },
)

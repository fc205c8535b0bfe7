import type { CronJob } from '../../kubernetes/shapes/cron-job.ts'
import type { Rule } from '../rule.ts'

export type CronJobRule = Rule<CronJob>

import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { forbidden } from '../../finding.ts'
import { levelOf } from '../../levels.ts'
import type { Review } from '../../review.ts'
import type { Rule } from '../../rule.ts'
import type { Settings } from '../../settings.ts'
import type { AccessLookUp } from '../../snapshot.ts'

/** Whoever creates a job may use its queue, by RBAC. An administrator may ask for that; Volcano lets anybody use any queue. */
export const userMayUseQueue: Rule<Job, 'queueAccess'> = {
  id: 'user-may-use-queue',
  nature: 'optional',
  about: {
    why: 'Volcano lets whoever may create jobs use any queue. With this rule, the API server is asked whether the user has the verb `use` for the queue (SubjectAccessReview), and the answer counts for ten seconds. Jobs of cron jobs and job flows are created by the controller of Volcano, which then needs the right.',
    fix: 'Name a queue of your own, or have somebody grant the verb `use` on `queues.scheduling.volcano.sh` with the name of the queue.',
    upstream: [1475, 5300],
  },
  reads: ['queueAccess'],
  check({ object: { spec = {} }, requester }, { queueAccess }) {
    const { queue = '' } = spec
    if (requester === undefined || queueAccess.mayUse(queue, requester) !== false) return []
    const sentence = `${requester.username ?? 'this user'} may not use the queue ${queue}`
    return [forbidden('spec.queue', `${sentence}; name another, or ask for the verb "use" on this one`)]
  },
}

/** What has to be found out for that: nothing, where the rule is off. */
export function queueAccessOf({ object, requester }: Review<Job>, settings: Settings): readonly AccessLookUp[] {
  const level = levelOf(userMayUseQueue, settings)
  const name = object.spec?.queue ?? ''
  if (level === 'off' || requester === undefined || name === '') return none
  return [{ from: 'queueAccess', name, requester, isForAdvice: level === 'warn' }]
}

const none: readonly never[] = []

import type { Pod } from '../../kubernetes/shapes/pod.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { type Grant, grant } from '../../plugins/grant.ts'
import { fromPluginsOf } from '../../plugins/registry.ts'
import { targetOf } from './target.ts'

/** A pod of a Volcano job gets what the job's plugins promise. */
export function injectPlugins(pod: Pod, job: Job): Grant {
  const target = targetOf(pod, job)
  return grant(
    pod,
    fromPluginsOf(job, (plugin, args) => plugin.wishes(target, args)),
  )
}

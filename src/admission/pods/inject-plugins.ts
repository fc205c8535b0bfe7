import type { Pod } from '../../kubernetes/shapes/pod.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { type Grant, grant } from '../../plugins/grant.ts'
import { defaultPluginOptions, type PluginOptions } from '../../plugins/plugin-options.ts'
import { wishesFor } from '../../plugins/registry.ts'
import { targetOf } from './target.ts'

/** A pod of a Volcano job gets what the job's plugins promise. */
export const injectPlugins = (pod: Pod, job: Job, options: PluginOptions = defaultPluginOptions): Grant =>
  grant(pod, wishesFor({ ...targetOf(pod, job), options }), options.envOrder)

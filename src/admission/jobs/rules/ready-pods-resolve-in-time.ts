import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { tasksOf } from '../../../plugins/hosts.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { invalid, listed } from '../../finding.ts'
import { isPublishing } from '../defaults/publishing.ts'
import type { JobRule } from '../rule.ts'

/** Pods of a job with svc that have a readiness probe resolve before it succeeds, as they look for each other at the start. */
export const readyPodsResolveInTime: JobRule = {
  id: 'ready-pods-resolve-in-time',
  nature: 'doubtful',
  about: {
    why: 'The name of a pod resolves only once the pod is ready. A program that waits for the others before it is ready itself waits for ever, or fails at first.',
    fix: 'Give svc `--publish-not-ready-addresses`, or start the server with it for all new jobs.',
    upstream: [1972, 2713],
  },
  reads: [],
  check({ object }) {
    const plugins = object.spec?.plugins
    if (plugins === undefined || !Object.hasOwn(plugins, svc.name)) return []
    const probed = probedTasksOf(object)
    const args = plugins[svc.name] ?? []
    if (probed.length === 0 || isPublishing(args)) return []
    const sentence = `pods with a readiness probe (${listed(probed)}) resolve only once it succeeds; add --publish-not-ready-addresses`
    return [invalid('spec.plugins[svc]', '--publish-not-ready-addresses=false', sentence)]
  },
}

const probedTasksOf = (job: Job): readonly string[] =>
  tasksOf(job).flatMap(({ name = '', template }) =>
    template?.spec?.containers?.some(({ readinessProbe }) => readinessProbe !== undefined) ? [name] : [],
  )

import { describe, expect, it } from 'vitest'
import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { defaultPluginOptions } from '../../src/plugins/plugin-options.ts'
import { aJob, aPod, aTask } from '../builders.ts'

/** The largest job of this name whose list of workers fits has 5506 of them. */
const jobOf = (workers: number, args: readonly string[] = []): Job =>
  aJob({ plugins: { svc: [...args] }, tasks: [aTask('worker', { replicas: workers }), aTask('log')] })

function inject(job: Job, hostVariables: 'always' | 'when-they-fit') {
  const pod = aPod('train', 'worker', 0)
  const { patch, remarks } = injectPlugins(pod, job, { ...defaultPluginOptions, hostVariables })
  const [container] = applyPatch(pod, patch).spec?.containers ?? []
  return {
    names: container?.env?.map(({ name }) => name) ?? [],
    mounts: container?.volumeMounts?.map(({ mountPath }) => mountPath),
    remarks: remarks.map(({ message }) => message),
  }
}

const all = ['VC_WORKER_HOSTS', 'VC_WORKER_NUM', 'VC_LOG_HOSTS', 'VC_LOG_NUM']
const short = all.slice(1)
const omitted =
  'VC_WORKER_HOSTS would be too long for Linux to start a program, so the pod does not get it (--host-variables): read /etc/volcano/worker.host'

describe('lists of hosts as variables', () => {
  it.each<[string, Job, 'always' | 'when-they-fit', readonly string[], readonly string[]]>([
    ['are there when they fit', jobOf(5506), 'when-they-fit', all, []],
    ['are left out when they do not fit, with a word', jobOf(5507), 'when-they-fit', short, [omitted]],
    ['are there as in Volcano by default', jobOf(5507), 'always', all, []],
    ['are of no matter when the job wants none', jobOf(5507, ['--inject-hosts-env=false']), 'when-they-fit', [], []],
  ])('%s', (_, job, mode, names, remarks) => {
    expect(inject(job, mode)).toEqual({ names, mounts: ['/etc/volcano'], remarks })
  })
})

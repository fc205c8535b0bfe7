import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { injectPlugins } from '../../../src/admission/pods/inject-plugins.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { svc } from '../../../src/plugins/svc/svc.ts'
import { aJob, aPod, aTask } from '../../builders.ts'

/** The limit is 32 pages of memory, and this server speaks of pages of 4 KiB. */
const hasSmallPages =
  process.platform === 'linux' && spawnSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }).stdout.trim() === '4096'

/** A job whose lists of hosts have this number of workers in them. */
const jobOf = (plugin: string, workers: number): Job =>
  aJob({ plugins: { [plugin]: [] }, tasks: [aTask('master'), aTask('worker', { replicas: workers })] })

/** The variable as a container of the job gets it; the kubelet looks those of svc up in the ConfigMap. */
function lookUp(job: Job, name: string, task: string, index: number): string {
  const pod = aPod('train', task, index)
  const env = applyPatch(pod, injectPlugins(pod, job).patch).spec?.containers?.[0]?.env ?? []
  const variable = env.find((each) => each.name === name)
  if (variable?.valueFrom === undefined) return variable?.value ?? ''
  const configMap = svc.companions(job, []).find(({ kind }) => kind === 'ConfigMap')
  const data = configMap?.data as Readonly<Record<string, string>> | undefined
  return data?.[name] ?? ''
}

/** Why Linux does not start a program with the variable; undefined when it does. */
const startWith = (name: string, value: string): string | undefined =>
  (spawnSync('/bin/true', { env: { [name]: value } }).error as NodeJS.ErrnoException | undefined)?.code

/** The largest numbers of workers for which host-variables-fit says nothing. */
describe.runIf(hasSmallPages)('Linux starts a program with the variable up to the last job that is let pass:', () => {
  it.each<[string, string, string, number]>([
    ['svc', 'VC_WORKER_HOSTS', 'worker', 5506],
    ['mpi', 'MPI_HOST', 'master', 5507],
    ['tensorflow', 'TF_CONFIG', 'worker', 4261],
  ])('%s: %s', (plugin, name, task, most) => {
    const outcomes = [most - 1, most, most + 1].map((workers) =>
      startWith(name, lookUp(jobOf(plugin, workers), name, task, task === 'worker' ? workers - 1 : 0)),
    )
    expect(outcomes).toEqual([undefined, undefined, 'E2BIG'])
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { validateJobs } from '../../src/admission/jobs/validate.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../builders.ts'
import { inject, variablesOf } from './inject.ts'

const taskName = fc.constantFrom('master', 'worker', 'node', 'log')
const role = fc.option(taskName, { nil: undefined })

/** Jobs with up to four tasks, of which arguments may make a master and workers. */
const jobs = fc
  .record({
    tasks: fc.uniqueArray(fc.record({ name: taskName, replicas: fc.nat(3) }), { selector: ({ name }) => name }),
    master: role,
    worker: role,
    plugins: fc.constantFrom(['pytorch'], ['pytorch', 'hcclrank'], ['hcclrank']),
  })
  .map(({ tasks, master, worker, plugins }) => {
    const args = [...(master ? [`--master=${master}`] : []), ...(worker ? [`--worker=${worker}`] : [])]
    return {
      job: aJob({
        tasks: tasks.map(({ name, replicas }) => aTask(name, { replicas, minAvailable: 0 })),
        plugins: Object.fromEntries(plugins.map((plugin) => [plugin, args])),
      }),
      members: [master ?? 'master', worker ?? 'worker'],
    }
  })

/** What each process of the framework is told. */
const processesOf = (job: Job, members: readonly string[]) =>
  (job.spec?.tasks ?? [])
    .filter(({ name = '' }) => members.includes(name))
    .flatMap((task) =>
      Array.from({ length: task.replicas ?? 0 }, (_, index) => {
        const { pod } = inject(podOfTask(job, task, index), job)
        const { RANK, WORLD_SIZE } = variablesOf(pod.spec?.containers?.[0])
        return { rank: RANK, size: WORLD_SIZE, annotation: pod.metadata?.annotations?.['hccl/rankIndex'] }
      }),
    )

const about = ['plugin-roles-exist', 'leaders-have-one-replica', 'roles-are-distinct']

it('ranks are those from 0 to WORLD_SIZE - 1, each of them once, unless a rule says why not', () => {
  const met = { sound: 0, warned: 0 }
  fc.assert(
    fc.property(jobs, ({ job, members }) => {
      const isWarned = decide(validateJobs, job).findings.some(({ rule }) => about.includes(rule))
      const processes = processesOf(job, members)
      const wanted = processes.map((_, rank) => String(rank)).sort()
      const hasPytorch = Object.hasOwn(job.spec?.plugins ?? {}, 'pytorch')
      met[isWarned ? 'warned' : 'sound'] += 1
      if (isWarned) return
      const annotations = processes.map(({ annotation }) => annotation)
      if (hasPytorch) {
        const ranks = processes.map(({ rank }) => rank)
        expect([...ranks].sort()).toEqual(wanted)
        expect(processes.every(({ size }) => size === String(processes.length))).toBe(true)
        if (Object.hasOwn(job.spec?.plugins ?? {}, 'hcclrank')) expect(annotations).toEqual(ranks)
      } else {
        expect(annotations.sort()).toEqual(wanted)
      }
    }),
    { numRuns: 2000 },
  )
  expect(Math.min(met.sound, met.warned)).toBeGreaterThan(100)
})

it('two masters share a rank, as in Volcano: therefore a rule warns', () => {
  const job = aJob({ plugins: { pytorch: [] }, tasks: [aTask('master', { replicas: 2 }), aTask('worker')] })
  expect(processesOf(job, ['master', 'worker']).map(({ rank }) => rank)).toEqual(['0', '0', '1'])
})

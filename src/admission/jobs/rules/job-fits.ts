import { bytesOf } from '../../../kubernetes/names.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { tasksOf } from '../../../plugins/hosts.ts'
import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A job of many tasks is stored as one object, and there is room left for its status. */
export const jobFits: JobRule = {
  id: 'job-fits',
  nature: 'impossible',
  about: {
    why: 'A job is one object, with the templates of all its tasks, and its status counts the pods of each task. Where both together are larger than what etcd stores (`--max-object-bytes`, 1572864 unless etcd is told otherwise), the job is taken, but its status can never be written, and the job does not get on.',
    fix: 'Make one task with many replicas of tasks that are alike, or several jobs.',
  },
  reads: [],
  check({ object }, _, { maxObjectBytes }) {
    const tasks = tasksOf(object)
    // Templates of tasks by the hundred are alike: a job that is small by these is not measured.
    if (tasks.length * generousTask <= maxObjectBytes) return none
    if (2 * tasks.length * largestOfSome(object) <= maxObjectBytes) return none
    const size = sizeOfStored(object)
    if (size <= maxObjectBytes) return none
    const most = Math.floor((tasks.length * maxObjectBytes) / size)
    const sentence = `the job would have at least ${size} bytes with its status, and etcd takes ${maxObjectBytes}`
    const advice = `about ${most} tasks like these fit; make one task with many replicas of those that are alike`
    return [invalid('spec.tasks', tasks.length, `${sentence}; ${advice}`)]
  },
}

const none: readonly never[] = []

const generousTask = 2048

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0

function largestOfSome(job: Job): number {
  const tasks = tasksOf(job)
  return Math.max(...[0, tasks.length >> 1, tasks.length - 1].map((i) => sizeOf(tasks[i])))
}

/** Who set which field is dropped by the API server where there is no room for it. */
function sizeOfStored({ metadata = {}, ...job }: Job): number {
  const { managedFields: _, ...kept } = metadata
  return bytesOf(JSON.stringify({ metadata: kept, ...job, status: statusOf(job) }))
}

/** As it is at least when the pods are made. */
const statusOf = ({ spec }: Job) => ({
  state: { phase: 'Pending' },
  minAvailable: spec?.minAvailable ?? 0,
  taskStatusCount: Object.fromEntries((spec?.tasks ?? none).map(({ name = '' }) => [name, { phase: { Pending: 1 } }])),
})

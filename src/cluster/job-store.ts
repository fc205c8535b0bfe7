import type { Snapshot } from '../admission/snapshot.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { Store } from './store.ts'

export function createJobStore(): Store<Job> & Snapshot['jobs'] {
  const byKey = new Map<string, Job>()
  const put = (job: Job) => void byKey.set(keyOfJob(job), job)
  return {
    get: (namespace, name) => byKey.get(keyOf(namespace, name)),
    put,
    remove: (job) => void byKey.delete(keyOfJob(job)),
    replaceAll(jobs) {
      byKey.clear()
      for (const job of jobs) put(job)
    },
    size: () => byKey.size,
  }
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`

const keyOfJob = ({ metadata = {} }: Job): string => keyOf(metadata.namespace ?? '', metadata.name ?? '')

import { bytesOf } from '../../kubernetes/names.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, tasksOf } from '../hosts.ts'
import { hostVariables } from '../svc/host-variables.ts'

/** etcd stores nothing that is larger, unless it is told to: --max-request-bytes. */
export const mostStoredBytes = 1_572_864

/** The API server reads no request that is larger. */
export const mostSentBytes = 3_145_728

/** Bytes of a pod as it is stored, in Protocol Buffers, and as it is sent, in JSON. */
export type PodBytes = Readonly<{ stored: number; sent: number }>

/** What the variables of svc add to a pod for each of its containers: two references for each task. */
export function sizeOfHostReferences(job: Job): PodBytes {
  const configMap = bytesOf(jobNameOf(job)) + '-svc'.length
  let names = 0
  for (const { name = '' } of tasksOf(job)) {
    const { hosts, number } = hostVariables(name)
    names += 2 * (configMap + bytesOf(hosts) + bytesOf(number))
  }
  const references = 2 * tasksOf(job).length
  return { stored: names + references * storedFrame, sent: names + references * sentFrame }
}

/** A tag and a length, at least, for the variable, its name, its empty value, its source, the reference, the ConfigMap, its name and the key. */
const storedFrame = 16

const sentFrame = '{"name":"","valueFrom":{"configMapKeyRef":{"name":"","key":""}}},'.length

import type { OwnerReference } from '../kubernetes/shapes/metadata.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'

/** An object beside a job that its pods rely on, ready to be created. */
export type Companion = Readonly<{
  apiVersion: string
  kind: string
  metadata: Readonly<{
    name: string
    namespace: string
    ownerReferences: readonly OwnerReference[]
    labels?: Readonly<Record<string, string>>
  }>
  [field: string]: unknown
}>

/** Metadata of a companion: it belongs to the job, so it goes when the job goes. */
export const companionMetadata = (job: Job, name: string): Companion['metadata'] => ({
  name,
  namespace: job.metadata?.namespace ?? 'default',
  ownerReferences: [ownerReferenceTo(job)],
})

/** Mirrors metav1.NewControllerRef of a job. */
export const ownerReferenceTo = (job: Job): OwnerReference => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  name: job.metadata?.name ?? '',
  uid: job.metadata?.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
})

/** The labels that all pods of a job carry and that its Service and NetworkPolicy select. */
export const podLabelsOf = (job: Job): Readonly<Record<string, string>> => ({
  'volcano.sh/job-name': job.metadata?.name ?? '',
  'volcano.sh/job-namespace': job.metadata?.namespace ?? 'default',
})

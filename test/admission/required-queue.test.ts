import { expect, it } from 'vitest'
import { validateJobs } from '../../src/admission/jobs/validate.ts'
import { validatePodGroups } from '../../src/admission/podgroups/validate.ts'
import { defaultSettings, type Settings } from '../../src/admission/settings.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { aCluster, aJob, aQueue, decide } from '../builders.ts'

const asked = { ...defaultSettings, levels: new Map([['job-names-queue', 'deny' as const]]) }
const cluster = aCluster({ queues: [aQueue('research'), aQueue('shared')] })
const group = (queue: string, metadata: object = {}) => ({ metadata: { name: 'g', ...metadata }, spec: { queue } })
const owner = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name: 'train', uid: 'u' }

it.each<[string, Webhook, unknown, Settings, number]>([
  ['a job in the default queue, where that is allowed', validateJobs, aJob(), defaultSettings, 0],
  ['a job in the default queue', validateJobs, aJob(), asked, 1],
  ['a job in another queue', validateJobs, aJob({ queue: 'research' }), asked, 0],
  [
    'a job where another queue is the default',
    validateJobs,
    aJob({ queue: 'shared' }),
    { ...asked, defaultQueue: 'shared' },
    1,
  ],
  ['a pod group in the default queue', validatePodGroups, group('default'), asked, 1],
  ['a pod group in another queue', validatePodGroups, group('research'), asked, 0],
  ['the pod group of a job', validatePodGroups, group('default', { ownerReferences: [owner] }), asked, 0],
])('%s', (_, webhook, object, settings, want) => {
  const { allowed, findings } = decide(webhook, object, { cluster, settings })
  expect([findings.filter(({ rule }) => rule === 'job-names-queue').length, allowed]).toEqual([want, want === 0])
})

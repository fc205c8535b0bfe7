import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import type { Job, JobSpec } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, aJob, aTask, decide } from '../../builders.ts'

const stored = aJob({ minAvailable: 2, tasks: [aTask('a', { replicas: 2 }), aTask('b')] })
const changed = (spec: JobSpec): Job => ({ ...stored, spec: { ...stored.spec, ...spec } })
const cluster = aCluster({ priorityClasses: [{ metadata: { name: 'high' } }] })

const update = (oldObject: Job, object: Job) =>
  decide(validateJobs, object, { operation: 'UPDATE', oldObject: structuredClone(oldObject), cluster })

const withContainer = (container: object): Job =>
  changed({ tasks: [aTask('a', { replicas: 2, template: { spec: { containers: [container] } } }), aTask('b')] })

describe('an update passes when it', () => {
  it.each<[string, Job, Job]>([
    ['changes nothing', stored, stored],
    ['scales', stored, changed({ minAvailable: 4, tasks: [aTask('a', { replicas: 4, minAvailable: 3 }), aTask('b')] })],
    ['changes the priority class', stored, changed({ priorityClassName: 'high' })],
    [
      'leaves out what the defaults would fill in',
      stored,
      changed({ tasks: [{ name: 'a', replicas: 2, template: aTask('a').template ?? {} }, aTask('b')] }),
    ],
    [
      'writes an amount in another way',
      withContainer({ name: 'm', resources: { requests: { cpu: '1' } } }),
      withContainer({ name: 'm', resources: { requests: { cpu: '1000m' } } }),
    ],
    ['writes an empty list', stored, changed({ policies: [] })],
    [
      'changes labels of a job that is invalid',
      { ...stored, spec: { minAvailable: 9 } },
      { ...stored, metadata: { ...stored.metadata, labels: { a: 'b' } }, spec: { minAvailable: 9 } },
    ],
    [
      'removes a finalizer of a job that is being deleted',
      stored,
      { ...changed({ queue: 'other' }), metadata: { name: 'train', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    ],
    [
      'learns the name of a claim that was made',
      changed({ volumes: [{ mountPath: '/d', volumeClaim: {} }] }),
      changed({ volumes: [{ mountPath: '/d', volumeClaim: {}, volumeClaimName: 'made' }] }),
    ],
  ])('%s', (_, before, after) => {
    expect(update(before, after)).toMatchObject({ allowed: true, findings: [] })
  })
})

const immutable =
  'job updates may not change fields other than `minAvailable`, `tasks[*].replicas under spec` and `PriorityClassName`'

describe('an update is refused when it', () => {
  it.each<[string, Job, string[]]>([
    [
      'changes the queue',
      changed({ queue: 'other' }),
      [`spec.queue: Forbidden: ${immutable}; this one changes from "default" to "other": make a new job`],
    ],
    [
      'changes two fields',
      changed({ queue: 'other', schedulerName: 'x' }),
      [
        `spec.queue: Forbidden: ${immutable}; this one changes from "default" to "other": make a new job`,
        `spec.schedulerName: Forbidden: ${immutable}; this one changes from "volcano" to "x": make a new job`,
      ],
    ],
    [
      'adds a task',
      changed({ tasks: [...(stored.spec?.tasks ?? []), aTask('c')] }),
      [
        'spec.tasks: Forbidden: job updates may not add or remove tasks; the job was created with 2, now there are 3: make a new job',
      ],
    ],
    [
      'drops a task name',
      changed({ tasks: [aTask('', { replicas: 2 }), aTask('b')] }),
      [`spec.tasks[0].name: Forbidden: ${immutable}; this one changes from "a" to "": make a new job`],
    ],
    [
      'scales below what a task waits for',
      changed({ tasks: [aTask('a', { replicas: 2 }), aTask('b', { replicas: 0 })] }),
      [
        "spec.tasks[1].minAvailable: Invalid value: 1: 'minAvailable' must be <= 'replicas' in task: b; its replicas: 0",
      ],
    ],
    [
      'waits for more pods than there are',
      changed({ minAvailable: 4 }),
      [
        "spec.minAvailable: Invalid value: 4: job 'minAvailable' must not be greater than total replicas; replicas in all: 3",
      ],
    ],
  ])('%s', (_, after, want) => {
    const { allowed, findings } = update(stored, after)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: false, sentences: want })
  })
})

it('what was wrong before and stays as it was is a warning', () => {
  const broken = { highestTierAllowed: 1, highestTierName: 'rack' }
  const { allowed, findings } = update(
    changed({ networkTopology: broken }),
    changed({ networkTopology: broken, minAvailable: 3 }),
  )
  expect({ allowed, severities: findings.map(({ severity, path }) => [severity, path]) }).toEqual({
    allowed: true,
    severities: [['warn', 'spec.networkTopology']],
  })
})

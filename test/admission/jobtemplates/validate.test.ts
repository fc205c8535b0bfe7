import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobTemplates } from '../../../src/admission/jobtemplates/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { JobTemplate } from '../../../src/kubernetes/shapes/job-template.ts'
import type { JobSpec } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { anyJob } from '../../arbitraries.ts'
import { aJob, aReview, aTask, decide } from '../../builders.ts'

const aTemplate = (spec: JobSpec = {}, name = 'step', metadata: JobTemplate['metadata'] = {}): JobTemplate => ({
  metadata: { name, namespace: 'lab', ...metadata },
  spec: { ...aJob().spec, ...spec },
})
const check = (template: unknown, more: Parameters<typeof decide>[2] = {}) => {
  const { allowed, findings } = decide(validateJobTemplates, template, more)
  return { allowed, found: findings.map((finding) => `${finding.severity} ${sentenceOf(finding)}`) }
}
const n = (length: number) => 'n'.repeat(length)

describe('a job template has nothing to be said of when', () => {
  it.each([
    ['a job can be made of it', aTemplate()],
    ['the defaults complete it', { metadata: { name: 'step' }, spec: { tasks: [{ ...aTask(''), maxRetry: 0 }] } }],
    ['its name is still to be generated', { metadata: { generateName: 'step-' }, spec: aJob().spec }],
    ['its shortest pod has 63 characters', aTemplate({ tasks: [aTask('worker')] }, n(52))],
    ['its label has 63 characters', aTemplate({ tasks: [aTask('t')] }, n(57), { namespace: 'lab' })],
  ])('%s', (_, template) => expect(check(template)).toEqual({ allowed: true, found: [] }))
})

describe('a job template is warned of', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'what would be refused in a job, at its own fields',
      aTemplate({ minAvailable: 2, queue: 'nowhere', tasks: [aTask('a', { minAvailable: 2 })] }),
      [
        "warn spec.tasks[0].minAvailable: Invalid value: 2: 'minAvailable' is greater than 'replicas' in task: a, job: step; its replicas: 1",
        "warn spec.minAvailable: Invalid value: 2: job 'minAvailable' should not be greater than total replicas in tasks; replicas in all: 1, so lower minAvailable or raise replicas",
        'warn spec.queue: Not found: "nowhere": unable to find job queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
      ],
    ],
    [
      'having no spec',
      { metadata: { name: 'step', namespace: 'lab' } },
      ['warn spec.tasks: Required value: No task specified in job spec; add at least one task'],
    ],
    [
      'a task that leaves no room for a pod',
      aTemplate({ tasks: [aTask('t'), aTask('worker')] }, n(53)),
      [
        `warn spec.tasks[1].name: Invalid value: "worker": even its shortest pod would be x-${n(53)}-worker-1, which has 64 characters, and 63 are allowed: shorten the name, or no job flow can use the template`,
      ],
    ],
    [
      'a name that leaves no room for a label',
      aTemplate({}, n(60)),
      [
        `warn metadata.name: Invalid value: "${n(60)}": its jobs would be labelled lab.${n(60)}, which has 64 characters, and 63 are allowed: shorten the name, or no job flow can use the template`,
      ],
    ],
    [
      'a name that leaves no room for a job',
      { ...aTemplate({}, n(62)), metadata: { name: n(62), namespace: '' } },
      [
        `warn metadata.name: Invalid value: "${n(62)}": even the shortest job of it is x-${n(62)}, which has 64 characters, and 63 are allowed: shorten the name, or no job flow can use the template`,
      ],
    ],
  ])('%s', (_, template, want) => {
    const namespace = (template as JobTemplate).metadata?.namespace ?? ''
    expect(check(template, { namespace })).toEqual({ allowed: true, found: want })
  })
})

describe('an update of a job template', () => {
  const wrong = { queue: 'nowhere' }
  const update = (before: JobTemplate, after: JobTemplate) =>
    check(after, { operation: 'UPDATE', oldObject: structuredClone(before) }).found.length

  it.each<[string, JobTemplate, JobTemplate, number]>([
    ['is judged as a new one', aTemplate(), aTemplate(wrong), 1],
    ['that changes labels alone is left alone', aTemplate(wrong), aTemplate(wrong, 'step', { labels: { a: 'b' } }), 0],
    [
      'of one that is being deleted is left alone',
      aTemplate(),
      aTemplate(wrong, 'step', { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      0,
    ],
  ])('%s', (_, before, after, want) => expect(update(before, after)).toBe(want))
})

it.each([
  ['that it names', aTemplate({ queue: 'research' }), 'research'],
  ['that is the default one', { metadata: { name: 'step' } }, 'default'],
])('is looked up: the queue %s', (_, template, name) => {
  const { lookUps } = validateJobTemplates.open(aReview(validateJobTemplates, template), defaultSettings)
  expect(lookUps).toEqual([{ from: 'queues', name }])
})

it('any job makes a template that is admitted', () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      expect(check(job).allowed).toBe(true)
    }),
  )
})

it('only a value of a wrong type is refused', () => {
  expect(check({ metadata: { name: 'step' }, spec: { minAvailable: 'all' } })).toEqual({
    allowed: false,
    found: [
      'deny spec.minAvailable: Invalid value: json: cannot unmarshal string into Go struct field JobSpec.spec.minAvailable of type int32',
    ],
  })
})

it('operations that it is not registered for pass', () => {
  expect(check(aTemplate({ queue: 'nowhere' }), { operation: 'DELETE' })).toEqual({ allowed: true, found: [] })
})

import { expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import type { PriorityClass } from '../../../src/kubernetes/shapes/priority-class.ts'
import { aCluster, aJob, aTask, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const rule = 'priorities-are-those-of-classes'
const high = { metadata: { name: 'high' }, value: 1000 }
const gentle = { metadata: { name: 'gentle' }, value: 10, preemptionPolicy: 'Never' }
const usual = { metadata: { name: 'usual' }, value: 5, globalDefault: true }
const greater = { metadata: { name: 'greater' }, value: 9, globalDefault: true }

const jobOf = (spec: PodSpec, priorityClassName = '') =>
  aJob({ priorityClassName, tasks: [aTask('worker', { template: { spec } })] })
const found = (spec: PodSpec, ofJob?: string, priorityClasses: readonly PriorityClass[] = [high, gentle]) =>
  findingsOf(rule, jobOf(spec, ofJob), { cluster: aCluster({ priorityClasses }) })

const containers = [{ name: 'main', image: 'busybox' }]

it.each<[string, PodSpec, string?, (readonly PriorityClass[])?]>([
  ['neither of them', { containers }],
  ['the priority of its class', { containers, priorityClassName: 'high', priority: 1000 }],
  ['the priority of the class of the job', { containers, priority: 1000 }, 'high'],
  ['its own class before that of the job', { containers, priorityClassName: 'gentle', priority: 10 }, 'high'],
  ['the preemption policy of its class', { containers, priorityClassName: 'gentle', preemptionPolicy: 'Never' }],
  ['the usual preemption policy', { containers, preemptionPolicy: 'PreemptLowerPriority' }, 'high'],
  ['0 without any class', { containers, priority: 0 }],
  ['the lowest of the default priorities', { containers, priority: 5 }, '', [greater, usual]],
  ['a class that is missing, which is for another rule', { containers, priorityClassName: 'none', priority: 7 }],
])('nothing is said of a template with %s', (_, spec, ofJob, classes) =>
  expect(found(spec, ofJob, classes)).toEqual([]),
)

it.each<[string, PodSpec, string, readonly PriorityClass[], string]>([
  [
    'another priority than its class',
    { containers, priority: 7 },
    'high',
    [high],
    'priority: Forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name: remove the field',
  ],
  [
    '0 where the default class has another',
    { containers, priority: 0 },
    '',
    [high, usual],
    'priority: Forbidden: the integer value of priority (0) must not be provided in pod spec; priority admission controller computed 5 from the given PriorityClass name: remove the field',
  ],
  [
    'another preemption policy',
    { containers, preemptionPolicy: 'PreemptLowerPriority' },
    'gentle',
    [gentle],
    'preemptionPolicy: Forbidden: the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never from the given PriorityClass name: remove the field',
  ],
])('the API server refuses pods with %s', (_, spec, ofJob, classes, sentence) =>
  expect(found(spec, ofJob, classes)).toEqual([`spec.tasks[0].template.spec.${sentence}`]),
)

it('an update that takes another class is looked at, too', () => {
  const spec = { containers, priority: 1000 }
  const { findings } = decide(validateJobs, jobOf(spec, 'gentle'), {
    operation: 'UPDATE',
    oldObject: jobOf(spec, 'high'),
    cluster: aCluster({ priorityClasses: [high, gentle] }),
  })
  expect(findings.map(sentenceOf)).toEqual([expect.stringContaining('spec.tasks[0].template.spec.priority: ')])
})

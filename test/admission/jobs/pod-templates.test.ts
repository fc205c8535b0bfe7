import { expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../builders.ts'

const sentencesOn = (tasks: readonly Task[], more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateJobs, aJob({ tasks }), more).findings.map(sentenceOf)

const withoutImage = { spec: { containers: [{ name: 'main' }] } }
const required = 'Required value: name the image to run, such as busybox:1.36'

it('the templates of all tasks are looked at, and each finding says of which', () => {
  const tasks = [aTask('a', { template: withoutImage }), aTask('b'), aTask('c', { template: withoutImage })]
  expect(sentencesOn(tasks)).toEqual([
    `spec.tasks[0].template.spec.containers[0].image: ${required}`,
    `spec.tasks[2].template.spec.containers[0].image: ${required}`,
  ])
})

it('a task without a template has no containers', () => {
  expect(sentencesOn([{ name: 'a', replicas: 1 }])).toEqual([
    'spec.tasks[0].template.spec.containers: Required value: add a container, with its name and image',
  ])
})

it('resources of pods count where the feature gate is on', () => {
  const task = aTask('a', {
    template: { spec: { containers: [{ name: 'main', image: 'i' }], resources: { requests: { cpu: '-1' } } } },
  })
  const off = { ...defaultSettings, podLevelResources: false }
  expect(sentencesOn([task])).toEqual([
    'spec.tasks[0].template.spec.resources.requests[cpu]: Invalid value: "-1": must be greater than or equal to 0',
  ])
  expect(sentencesOn([task], { settings: off })).toEqual([])
})

it('a topology policy is looked at, too', () => {
  const task = aTask('a', { template: withoutImage, topologyPolicy: 'restricted' })
  const [first, second] = decide(validateJobs, aJob({ tasks: [task] })).findings
  expect([first?.rule, second?.rule]).toEqual(['pod-templates-are-sound', 'topology-policy-has-whole-cpus'])
})

it('a job that does not tell its namespace is in that of the request', () => {
  const job = { ...aJob(), metadata: { name: 'train' } }
  expect(decide(validateJobs, job).findings).toEqual([])
})

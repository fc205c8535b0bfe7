import { expect, it } from 'vitest'
import { podOfTask } from '../../../src/admission/jobs/pod-of-task.ts'
import { validatePods } from '../../../src/admission/pods/validate.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const least = 'volcano.sh/jdb-min-available'
const most = 'volcano.sh/jdb-max-unavailable'
type Annotations = Readonly<Record<string, string>>

const jobWith = (ofJob: Annotations, ofTemplate: Annotations, schedulerName = 'volcano', replicas = 2): Job => {
  const spec = { containers: [{ name: 'main', image: 'busybox' }] }
  const task = aTask('worker', { replicas, template: { metadata: { annotations: ofTemplate }, spec } })
  const job = aJob({ schedulerName, tasks: [task, { ...task, name: 'other' }] })
  return { ...job, metadata: { ...job.metadata, annotations: ofJob } }
}
const found = (job: Job) => findingsOf('budgets-of-pods-are-sound', job)
const isRefused = (job: Job): boolean =>
  (job.spec?.tasks ?? []).some((task) => !decide(validatePods, podOfTask(job, task, 0)).allowed)

it.each<[string, Job]>([
  ['no annotations', jobWith({}, {})],
  ['a budget of the job', jobWith({ [least]: '2' }, {})],
  ['a budget of a template', jobWith({}, { [most]: '50%' })],
  ['a budget of a template that the one of the job replaces', jobWith({ [least]: '2' }, { [least]: 'half' })],
  ['two budgets of the job, of which pods get the first', jobWith({ [least]: '2', [most]: 'half' }, {})],
  ['pods that another scheduler places', jobWith({ [least]: 'half' }, {}, 'default-scheduler')],
])('nothing is said of %s, and the pods are admitted', (_, job) => {
  expect([found(job), isRefused(job)]).toEqual([[], false])
})

it('nothing is said of tasks without pods', () =>
  expect(found(jobWith({ [least]: 'half' }, {}, 'volcano', 0))).toEqual([]))

const sentence = 'invalid value strconv.Atoi: parsing "half": invalid syntax for'

it.each<[string, Job, readonly string[]]>([
  [
    'of the job, once',
    jobWith({ [least]: 'half' }, {}),
    [`metadata.annotations[${least}]: Invalid value: "half": ${sentence}`],
  ],
  [
    'of a template, for each task',
    jobWith({}, { [most]: 'half' }),
    [0, 1].map((i) => `spec.tasks[${i}].template.metadata.annotations[${most}]: Invalid value: "half": ${sentence}`),
  ],
  [
    'twice, in the job and in templates',
    jobWith({ [least]: '1' }, { [most]: '1' }),
    ['metadata.annotations: Forbidden: not allow configure multiple annotations'],
  ],
])('a budget that cannot be read is told %s, and the pods are refused', (_, job, sentences) => {
  expect(found(job)).toEqual(sentences.map((part) => expect.stringContaining(part)))
  expect(isRefused(job)).toBe(true)
})

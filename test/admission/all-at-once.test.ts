import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateCronJobs } from '../../src/admission/cronjobs/validate.ts'
import { validateHyperNodes } from '../../src/admission/hypernodes/validate.ts'
import { validateJobFlows } from '../../src/admission/jobflows/validate.ts'
import { validateJobs } from '../../src/admission/jobs/validate.ts'
import { validatePodGroups } from '../../src/admission/podgroups/validate.ts'
import { validatePods } from '../../src/admission/pods/validate.ts'
import { validateQueues } from '../../src/admission/queues/validate.ts'
import type { Webhook } from '../../src/admission/webhook.ts'
import { encodeReview } from '../../src/envelope/encode-review.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import { aCluster, aJob, aPod, aQueue, aReview, aTask, decide } from '../builders.ts'

/** What to write where, and the field that is then complained of. */
type Mistake = readonly [pointer: string, value: unknown, field: string]

type Case = Readonly<{ webhook: Webhook; good: unknown; oldObject?: unknown; mistakes: readonly Mistake[] }>

const main = '/spec/tasks/0/template/spec/containers/0'
const mainPath = 'spec.tasks[0].template.spec.containers[0]'
const job = aJob({
  minAvailable: 2,
  plugins: { env: [] },
  policies: [{ event: 'PodEvicted', action: 'RestartJob' }],
  volumes: [{ mountPath: '/data', volumeClaimName: 'data' }],
  tasks: [
    aTask('a', { policies: [{ event: 'TaskCompleted', action: 'CompleteJob' }] }),
    aTask('b', {
      replicas: 4,
      minAvailable: 2,
      partitionPolicy: { totalPartitions: 2, partitionSize: 2, minPartitions: 1 },
    }),
    aTask('c', { dependsOn: { name: ['a'] } }),
  ],
})

const cases: Readonly<Record<string, Case>> = {
  'a new job': {
    webhook: validateJobs,
    good: job,
    mistakes: [
      ['/spec/networkTopology', { highestTierAllowed: 1, highestTierName: 'rack' }, 'spec.networkTopology'],
      ['/spec/tasks/0/minAvailable', 2, 'spec.tasks[0].minAvailable'],
      ['/spec/tasks/0/policies/0/event', 'Nothing', 'spec.tasks[0].policies[0].event'],
      ['/spec/tasks/0/policies/0/action', 'Nothing', 'spec.tasks[0].policies[0].action'],
      ['/spec/policies/0/exitCode', 1, 'spec.policies[0]'],
      ['/spec/policies/0/event', 'Nothing', 'spec.policies[0].event'],
      ['/metadata/name', 'no_name_', 'metadata.name'],
      [`${main}/image`, '', `${mainPath}.image`],
      [`${main}/resources`, { requests: { cpu: '-1' } }, `${mainPath}.resources.requests[cpu]`],
      ['/spec/tasks/1/replicas', 5, 'spec.tasks[1].replicas'],
      ['/spec/tasks/1/minAvailable', 3, 'spec.tasks[1].minAvailable'],
      ['/spec/minAvailable', 100, 'spec.minAvailable'],
      ['/spec/plugins/nope', [], 'spec.plugins[nope]'],
      ['/spec/volumes/0/mountPath', '', 'spec.volumes[0].mountPath'],
      ['/spec/volumes/0/volumeClaimName', 'A', 'spec.volumes[0].volumeClaimName'],
      ['/spec/queue', 'nope', 'spec.queue'],
      ['/spec/tasks/2/dependsOn/name/0', 'nope', 'spec.tasks[2].dependsOn.name[0]'],
      ['/spec/tasks/0/dependsOn', { name: ['a'] }, 'spec.tasks[0].dependsOn.name'],
    ],
  },
  'a changed job': {
    webhook: validateJobs,
    good: job,
    oldObject: job,
    mistakes: [
      ['/spec/networkTopology', { highestTierAllowed: 1, highestTierName: 'rack' }, 'spec.networkTopology'],
      ['/spec/tasks/0/replicas', -1, 'spec.tasks[0].replicas'],
      ['/spec/tasks/0/minAvailable', -1, 'spec.tasks[0].minAvailable'],
      ['/spec/tasks/1/replicas', 5, 'spec.tasks[1].replicas'],
      ['/spec/minAvailable', 100, 'spec.minAvailable'],
      ['/spec/queue', 'nope', 'spec.queue'],
      ['/spec/schedulerName', 'other', 'spec.schedulerName'],
      ['/spec/tasks/2/name', 'd', 'spec.tasks[2].name'],
      [`${main}/image`, 'other', `${mainPath}.image`],
    ],
  },
  'a job with a task more': {
    webhook: validateJobs,
    good: applyPatch<unknown>(job, [{ op: 'add', path: '/spec/tasks/-', value: aTask('d') }]),
    oldObject: job,
    mistakes: [
      ['/spec/queue', 'nope', 'spec.queue'],
      ['/spec/plugins/svc', [], 'spec.plugins[svc]'],
    ],
  },
  'a queue': {
    webhook: validateQueues,
    good: aQueue('q', {
      metadata: {
        name: 'q',
        annotations: { 'volcano.sh/hierarchy': 'root/a', 'volcano.sh/hierarchy-weights': '1/2' },
      },
      spec: { parent: 'above', capability: { cpu: '8', memory: '8Gi' }, deserved: {}, guarantee: { resource: {} } },
    }),
    mistakes: [
      ['/spec/capability/ephemeral-storage', '-1', 'spec.capability[ephemeral-storage]'],
      ['/spec/deserved/memory', '9Gi', 'spec.deserved[memory]'],
      ['/spec/guarantee/resource/pods', '1', 'spec.deserved[pods]'],
      ['/status/state', 'Ajar', 'status.state'],
      ['/metadata/annotations/volcano.sh~1hierarchy', 'root/a/b', 'metadata.annotations[volcano.sh/hierarchy]'],
      [
        '/metadata/annotations/volcano.sh~1hierarchy-weights',
        'x/1',
        'metadata.annotations[volcano.sh/hierarchy-weights]',
      ],
      ['/spec/capability/cpu', '99', 'spec.capability[cpu]'],
    ],
  },
  'a pod group': {
    webhook: validatePodGroups,
    good: { metadata: { name: 'g' }, spec: { queue: 'default', subGroupPolicy: [{ name: 's' }] } },
    mistakes: [
      ['/spec/queue', 'nope', 'spec.queue'],
      ['/spec/networkTopology', { highestTierAllowed: 1, highestTierName: 'r' }, 'spec.networkTopology'],
      [
        '/spec/subGroupPolicy/0/networkTopology',
        { highestTierAllowed: 1, highestTierName: 'r' },
        'spec.subGroupPolicy[0].networkTopology',
      ],
    ],
  },
  'a pod': {
    webhook: validatePods,
    good: aPod('train', 'a', 0, { schedulerName: 'volcano' }),
    mistakes: [
      [
        '/metadata/annotations/volcano.sh~1jdb-min-available',
        '0',
        'metadata.annotations[volcano.sh/jdb-min-available]',
      ],
      [
        '/metadata/annotations/volcano.sh~1jdb-max-unavailable',
        '-1',
        'metadata.annotations[volcano.sh/jdb-max-unavailable]',
      ],
    ],
  },
  'a cron job': {
    webhook: validateCronJobs,
    good: {
      metadata: { name: 'c' },
      spec: { schedule: '* * * * *', timeZone: 'Europe/Berlin', jobTemplate: { spec: job.spec } },
    },
    mistakes: [
      ['/spec/schedule', '61 * * * *', 'spec.schedule'],
      ['/spec/timeZone', 'Nowhere', 'spec.timeZone'],
      ['/metadata/name', 'c'.repeat(53), 'metadata.name'],
      ['/spec/jobTemplate/spec/queue', 'nope', 'spec.jobTemplate.spec.queue'],
    ],
  },
  'a job flow': {
    webhook: validateJobFlows,
    good: { metadata: { name: 'f' }, spec: { flows: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } },
    mistakes: [
      ['/spec/flows/0/dependsOn', { targets: ['nope'] }, 'spec.flows[0].dependsOn.targets[0]'],
      ['/spec/flows/1/dependsOn', { targets: ['b'] }, 'spec.flows[1].dependsOn.targets[0]'],
      ['/spec/flows/2/patch', { jobSpec: {} }, 'spec.flows[2].patch'],
    ],
  },
  'a hyper node': {
    webhook: validateHyperNodes,
    good: {
      metadata: { name: 'h' },
      spec: {
        members: [
          { type: 'Node', selector: { regexMatch: { pattern: 'a' } } },
          { type: 'Node', selector: { regexMatch: { pattern: 'b' } } },
        ],
      },
    },
    mistakes: [
      ['/spec/members/0/selector/regexMatch/pattern', '(', 'spec.members[0].selector.regexMatch.pattern'],
      ['/spec/members/1/selector/regexMatch/pattern', '[', 'spec.members[1].selector.regexMatch.pattern'],
    ],
  },
}

const cluster = aCluster({
  queues: [
    aQueue('above', {
      spec: {
        capability: { cpu: '64' },
        deserved: { pods: '9', memory: '64Gi' },
        guarantee: { resource: { pods: '9' } },
      },
    }),
  ],
})

describe.each(Object.entries(cases))('%s', (_, { webhook, good, oldObject, mistakes }) => {
  const more = { cluster, ...(oldObject === undefined ? {} : { operation: 'UPDATE' as const, oldObject }) }
  const verdictOn = (made: readonly Mistake[]) => {
    const object = applyPatch<unknown>(
      good,
      made.map(([path, value]) => ({ op: 'add', path, value })),
    )
    return decide(webhook, object, { ...more, oldObject: structuredClone(oldObject) })
  }
  const inOrder = [...new Set(verdictOn(mistakes).findings.map(({ rule }) => rule))]

  it('with any of its mistakes is told of all of them, always in the same order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...mistakes]), (made) => {
        const { findings } = verdictOn(made)
        const fields = findings.map(({ path }) => path)
        expect(made.map(([, , field]) => field).filter((field) => !fields.includes(field))).toEqual([])
        const places = findings.map(({ rule }) => inOrder.indexOf(rule)).filter((place) => place >= 0)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })

  it('gives each refused field as a cause, with its sentence', () => {
    const verdict = verdictOn(mistakes)
    const answer = encodeReview({ review: aReview(webhook, good), version: 'admission.k8s.io/v1' }, verdict, String)
    const { status } = JSON.parse(answer).response
    const denials = verdict.findings.filter(({ severity }) => severity === 'deny')
    const told = denials.map(({ reason, message, path }) => ({ reason, message, field: path }))
    expect(status.details.causes).toEqual(told)
    expect(denials.filter(({ message }) => !status.message.includes(message))).toEqual([])
  })
})

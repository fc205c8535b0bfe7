import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validatePodGroups } from '../../../src/admission/podgroups/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { PodGroup } from '../../../src/kubernetes/shapes/pod-group.ts'
import { aCluster, aQueue, aReview, decide } from '../../builders.ts'

type Spec = NonNullable<PodGroup['spec']>

const aGroup = (spec: Spec = {}): PodGroup => ({
  metadata: { name: 'group', namespace: 'lab' },
  spec: { minMember: 1, queue: 'default', ...spec },
})
const cluster = aCluster({
  queues: [
    aQueue('closed', { status: { state: 'Closed' } }),
    aQueue('new', { status: {} }),
    aQueue('root'),
    aQueue('parent'),
    aQueue('child', { spec: { parent: 'parent' }, status: { state: 'Open' } }),
  ],
})
const findingsOf = (group: unknown) => decide(validatePodGroups, group, { cluster }).findings.map(sentenceOf)

const both = { highestTierAllowed: 1, highestTierName: 'rack' }
const twoTiers =
  "must not specify 'highestTierAllowed' and 'highestTierName' in networkTopology simultaneously. Keep one of them"

describe('a pod group is accepted when', () => {
  it.each([
    ['its queue is open', aGroup()],
    ['its queue is an empty text', aGroup({ queue: '' })],
    ['it has no spec', { metadata: { name: 'group' } }],
    ['it goes to the root', aGroup({ queue: 'root' })],
    ['its queue has children', aGroup({ queue: 'parent' })],
    ['its topology has a number', aGroup({ networkTopology: { mode: 'hard', highestTierAllowed: 1 } })],
    ['its topology has a name', aGroup({ networkTopology: { highestTierName: 'rack' } })],
    ['the name beside the number is empty', aGroup({ networkTopology: { ...both, highestTierName: '' } })],
    ['a subgroup has no topology', aGroup({ subGroupPolicy: [{ name: 's' }] })],
    [
      'group and subgroup say it in two ways',
      aGroup({
        networkTopology: { highestTierAllowed: 1 },
        subGroupPolicy: [{ name: 's', networkTopology: { highestTierName: 'rack' } }],
      }),
    ],
  ])('%s', (_, group) => expect(findingsOf(group)).toEqual([]))
})

describe('a pod group is refused when', () => {
  it.each<[string, PodGroup, readonly string[]]>([
    [
      'there is no such queue',
      aGroup({ queue: 'nowhere' }),
      [
        'spec.queue: Not found: "nowhere": unable to find queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
      ],
    ],
    [
      'its queue is closed',
      aGroup({ queue: 'closed' }),
      [
        'spec.queue: Invalid value: "closed": can only submit PodGroup to queue with state `Open`, queue `closed` status is `Closed`. Open it or name another',
      ],
    ],
    [
      'its topology has two tiers',
      aGroup({ networkTopology: both }),
      [`spec.networkTopology: Invalid value: "rack": ${twoTiers}`],
    ],
    [
      'number 0 stands beside a name',
      aGroup({ networkTopology: { ...both, highestTierAllowed: 0 } }),
      [`spec.networkTopology: Invalid value: "rack": ${twoTiers}`],
    ],
    [
      'everything is wrong: all of it is told',
      aGroup({
        queue: 'nowhere',
        networkTopology: both,
        subGroupPolicy: [
          { name: 'a', networkTopology: both },
          { name: 'b', networkTopology: { highestTierAllowed: 1 } },
          { networkTopology: both },
        ],
      }),
      [
        'spec.queue: Not found: "nowhere": unable to find queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
        `spec.networkTopology: Invalid value: "rack": ${twoTiers}`,
        `spec.subGroupPolicy[0].networkTopology: Invalid value: "rack": in subGroupPolicy 'a': ${twoTiers}`,
        `spec.subGroupPolicy[2].networkTopology: Invalid value: "rack": in subGroupPolicy '': ${twoTiers}`,
      ],
    ],
  ])('%s', (_, group, want) => {
    expect(findingsOf(group)).toEqual(want)
    expect(decide(validatePodGroups, group, { cluster }).allowed).toBe(false)
  })
})

it('a pod group is accepted with a warning while its queue has no state yet', () => {
  const { allowed, findings } = decide(validatePodGroups, aGroup({ queue: 'new' }), { cluster })
  expect({ allowed, told: findings.map(({ severity, rule }) => [severity, rule]) }).toEqual({
    allowed: true,
    told: [['warn', 'queue-has-state']],
  })
})

it.each<[string, Record<string, string>, readonly string[]]>([
  ['all that there is', { cpu: '8' }, []],
  [
    'more than a queue above has',
    { cpu: '9', memory: '1Ti' },
    [
      'warn spec.minResources: Invalid value: "below": the group asks for more than there is: cpu 9 of 8 (queue above); lower the requests, or raise capability there',
    ],
  ],
])('a pod group asks its queue for %s', (_, minResources, want) => {
  const queues = [
    aQueue('below', { spec: { parent: 'above' } }),
    aQueue('above', { spec: { capability: { cpu: '8' } } }),
  ]
  const { findings } = decide(validatePodGroups, aGroup({ queue: 'below', minResources }), {
    cluster: aCluster({ queues }),
  })
  expect(findings.map((finding) => `${finding.severity} ${sentenceOf(finding)}`)).toEqual(want)
})

it.each([
  ['that names a queue: that queue', aGroup({ queue: 'closed' }), [{ from: 'queues', name: 'closed' }]],
  ['that names none: nothing', { metadata: { name: 'group' } }, []],
])('is looked up for a pod group %s', (_, group, want) => {
  expect(validatePodGroups.open(aReview(validatePodGroups, group), defaultSettings).lookUps).toEqual(want)
})

it.each([['UPDATE'], ['DELETE'], ['CONNECT']] as const)('%s is told so in the words of Volcano', (operation) => {
  const { findings } = decide(validatePodGroups, aGroup(), { operation })
  expect(findings.map(sentenceOf)).toEqual([`Invalid value: "${operation}": unsupported operation ${operation}`])
})

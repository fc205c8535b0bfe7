import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateQueues } from '../../../src/admission/queues/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Queue, QueueSpec } from '../../../src/kubernetes/shapes/queue.ts'
import { aCluster, aQueue, decide } from '../../builders.ts'

const stored = (name: string, spec: QueueSpec = {}, more: Queue = {}): Queue => aQueue(name, { spec, ...more })
const inTree = (queue: Queue, hierarchy: string, weights: string): Queue => ({
  ...queue,
  metadata: {
    ...queue.metadata,
    annotations: { 'volcano.sh/hierarchy': hierarchy, 'volcano.sh/hierarchy-weights': weights },
  },
})

const team = stored('team', { capability: { cpu: '10' }, deserved: { cpu: '8' } })
const lab = stored('lab', { parent: 'team', capability: { cpu: '6' }, deserved: { cpu: '4' }, weight: 1 })
const bench = stored('bench', { parent: 'lab', capability: { cpu: '5' }, deserved: { cpu: '3' } })
const others = [team, stored('sister', { parent: 'team', deserved: { cpu: '4' } }), bench]

const update = (oldObject: Queue, object: Queue, queues: readonly Queue[] = others, rootQueueProtection = true) =>
  decide(validateQueues, object, {
    operation: 'UPDATE',
    name: oldObject.metadata?.name ?? '',
    oldObject: structuredClone(oldObject),
    cluster: aCluster({ queues: [oldObject, ...queues] }),
    settings: { ...defaultSettings, rootQueueProtection },
  })

const changed = (queue: Queue, spec: QueueSpec): Queue => ({ ...queue, spec: { ...queue.spec, ...spec } })

const broken = changed(lab, { capability: { cpu: '-1' }, guarantee: { resource: { pods: '1' } }, deserved: {} })
const orphan = changed(lab, { parent: 'gone' })
const chain = ['a', 'b', 'c', 'd', 'e'].map((name, i, all) => stored(name, { parent: all[i - 1] ?? '' }))
const greedy = changed(lab, { deserved: { cpu: '5' } })
const wide = changed(lab, { capability: { cpu: '11' } })
const narrow = changed(lab, { capability: { cpu: '4' }, deserved: { cpu: '2' } })

describe('an update passes without a word when it', () => {
  it.each<[string, Queue, Queue, (readonly Queue[])?]>([
    ['changes nothing', lab, lab],
    ['changes labels of a queue that is wrong', broken, { ...broken, metadata: { name: 'lab', labels: { a: 'b' } } }],
    ['writes an amount in another way', broken, changed(broken, { capability: { cpu: '-1000m' } })],
    [
      'takes the finalizer from a queue that is being deleted',
      lab,
      { ...broken, metadata: { name: 'lab', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    ],
    ['changes a weight', lab, changed(lab, { weight: 2 })],
    ['changes a weight where siblings take too much', greedy, changed(greedy, { weight: 2 })],
    ['changes a weight where limits do not fit', wide, changed(wide, { weight: 2 })],
    ['changes a weight where children have too much', narrow, changed(narrow, { weight: 2 })],
    ['changes a weight in the depths', changed(lab, { parent: 'e' }), changed(lab, { parent: 'e', weight: 2 }), chain],
    [
      'changes a weight where a hierarchy is above another',
      inTree(lab, 'root/a', '1/2'),
      inTree(changed(lab, { weight: 2 }), 'root/a', '1/2'),
      [inTree(stored('other'), 'root/a/b', '1/1/1')],
    ],
    [
      'changes the weight of root below another',
      stored('root', { parent: 'team' }),
      stored('root', { parent: 'team', weight: 2 }),
    ],
    ['changes a weight where its parent is gone', orphan, changed(orphan, { weight: 2 })],
    ['takes less', lab, changed(lab, { deserved: { cpu: '3' } })],
    ['raises its limit as far as the limit above', lab, changed(lab, { capability: { cpu: '10' } })],
    ['moves to where there is room', lab, changed(lab, { parent: 'root' })],
    [
      'takes its amounts along',
      bench,
      changed(bench, { parent: 'hall' }),
      [lab, stored('hall', { deserved: { cpu: '3' } })],
    ],
    [
      'changes a queue that is closing',
      { ...lab, status: { state: 'Closing' } },
      changed({ ...lab, status: { state: 'Closing' } }, { weight: 2 }),
    ],
    [
      'changes a queue in an unknown state',
      { ...lab, status: { state: 'Unknown' } },
      changed({ ...lab, status: { state: 'Unknown' } }, { weight: 2 }),
    ],
    ['changes the weight of root', stored('root', { weight: 1 }), stored('root', { weight: 2 })],
    [
      'gives root the same resources again',
      stored('root', { capability: { cpu: '1' } }),
      stored('root', { capability: { cpu: '1000m' }, weight: 2 }),
    ],
    ['repairs a queue', broken, lab],
    [
      'changes the weight of a queue with an odd hierarchy',
      inTree(lab, 'x/y', '1/NaN'),
      inTree(changed(lab, { weight: 2 }), 'x/y', '1/NaN'),
    ],
  ])('%s', (_, before, after, queues) => {
    expect(update(before, after, queues)).toMatchObject({ allowed: true, findings: [] })
  })
})

const rootSentence =
  "root queue's resource attributes (capability, deserved, guarantee) cannot be modified; root has all that the cluster has; set limits on the queues below it"

describe('an update is refused when it', () => {
  it.each<[string, Queue, Queue, readonly Queue[], string[]]>([
    [
      'makes an amount negative',
      lab,
      changed(lab, { capability: { memory: '-2' } }),
      others,
      [
        'spec.capability[memory]: Invalid value: "-2": must be greater than or equal to 0; leave memory out for no limit',
      ],
    ],
    [
      'takes more than its parent has left',
      lab,
      greedy,
      others,
      [
        'spec.deserved[cpu]: Invalid value: "5": parent queue team validation failed: sum of children\'s deserved (cpu 9000.00, memory 0.00) exceeds parent\'s deserved limit (cpu 8000.00, memory 0.00); cpu: lab takes 5, sister takes 4, queue team has 8: lower what they take, or raise spec.deserved of queue team',
      ],
    ],
    [
      'takes more where siblings took too much before',
      greedy,
      changed(lab, { deserved: { cpu: '5500m' } }),
      others,
      [
        'spec.deserved[cpu]: Invalid value: "5500m": parent queue team validation failed: sum of children\'s deserved (cpu 9500.00, memory 0.00) exceeds parent\'s deserved limit (cpu 8000.00, memory 0.00); cpu: lab takes 5500m, sister takes 4, queue team has 8: lower what they take, or raise spec.deserved of queue team',
      ],
    ],
    [
      'may use more than its parent',
      lab,
      wide,
      others,
      [
        'spec.capability[cpu]: Invalid value: "11": queue lab capability[cpu]=11 exceeds its ancestor\'s capability=10; lower it, or raise spec.capability[cpu] of queue team',
      ],
    ],
    [
      'leaves its children too little',
      lab,
      narrow,
      others,
      [
        'spec.capability[cpu]: Invalid value: "4": queue lab capability[cpu]=4 is smaller than its descendants\' max capability=5; raise it, or lower spec.capability[cpu] of queue bench',
        'spec.deserved[cpu]: Invalid value: "2": queue lab validation failed: sum of children\'s deserved (cpu 3000.00, memory 0.00) exceeds parent\'s deserved limit (cpu 2000.00, memory 0.00); cpu: bench takes 3, queue lab has 2: lower what they take, or raise spec.deserved of queue lab',
      ],
    ],
    [
      'leaves its children nothing',
      lab,
      changed(lab, { deserved: {} }),
      others,
      [
        "spec.deserved[cpu]: Required value: queue lab validation failed: sum of children's deserved (cpu 3000.00, memory 0.00) exceeds parent's deserved limit (cpu 0.00, memory 0.00); cpu: bench takes 3, queue lab names none: lower what they take, or raise spec.deserved of queue lab",
      ],
    ],
    [
      'puts a queue below its own child',
      team,
      changed(team, { parent: 'bench', capability: {}, deserved: {} }),
      [stored('lab', { parent: 'team' }), stored('bench', { parent: 'lab' })],
      [
        'spec.parent: Invalid value: "bench": queue team would be above itself (team -> bench -> lab -> team); name a parent that is not below team',
      ],
    ],
    [
      'makes a queue its own parent',
      lab,
      changed(lab, { parent: 'lab' }),
      [],
      [
        'spec.parent: Invalid value: "lab": queue lab cannot use itself as parent; name another queue, or leave spec.parent out',
      ],
    ],
    [
      'moves a queue to where nobody is',
      lab,
      orphan,
      [],
      [
        'spec.parent: Not found: "gone": failed to get parent queue gone of queue lab: queue.scheduling.volcano.sh "gone" not found; create gone first, or name another parent',
      ],
    ],
    [
      'moves a queue to where as little leads to the root as before',
      orphan,
      changed(lab, { parent: 'b' }),
      [stored('b', { parent: 'gone', deserved: { cpu: '4' } })],
      [
        'spec.parent: Not found: "gone": failed to get parent queue gone of queue lab: queue.scheduling.volcano.sh "gone" not found; create gone first, or name another parent',
      ],
    ],
    [
      'moves a queue below one that runs pods',
      lab,
      changed(lab, { parent: 'hall' }),
      [stored('hall', { deserved: { cpu: '4' } }, { status: { allocated: { pods: '3' } } })],
      [
        'spec.parent: Invalid value: "hall": queue hall cannot be the parent queue of queue lab because it has allocated Pods: 3; wait until they are done, or name another parent',
      ],
    ],
    [
      'changes resources of root',
      stored('root'),
      stored('root', { capability: { cpu: '1' }, deserved: { cpu: '1' }, guarantee: { resource: { cpu: '1' } } }),
      [],
      [
        `spec.capability: Forbidden: ${rootSentence}`,
        `spec.deserved: Forbidden: ${rootSentence}`,
        `spec.guarantee.resource: Forbidden: ${rootSentence}`,
      ],
    ],
    [
      'breaks the hierarchy',
      inTree(lab, 'root/a', '1/2'),
      inTree(lab, 'root/a', '1'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/a": volcano.sh/hierarchy must have the same length with volcano.sh/hierarchy-weights; parts: 2, weights: 1; give each part a weight, with / between them',
      ],
    ],
    [
      'puts its hierarchy above that of another',
      inTree(lab, 'root/b', '1/2'),
      inTree(lab, 'root/a', '1/2'),
      [inTree(stored('other'), 'root/a/b', '1/1/1')],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/a": root/a is not allowed to be in the sub path of root/a/b of queue other; give this queue a path that no other begins with',
      ],
    ],
  ])('%s', (_, before, after, queues, want) => {
    const { allowed, findings } = update(before, after, queues)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: false, sentences: want })
  })

  it('moves a queue too deep', () => {
    const { allowed, findings } = update(stored('lab'), stored('lab', { parent: 'e' }), chain)
    expect([allowed, findings.map(({ rule }) => rule)]).toEqual([false, ['depth-is-bounded']])
  })
})

it('root may have other resources when it is not protected', () => {
  const after = stored('root', { capability: { cpu: '1' } })
  expect(update(stored('root'), after, [], false)).toMatchObject({ allowed: true, findings: [] })
})

const circle = [stored('b', { parent: 'lab' })]

describe('what was wrong before an update and stays as it was is a warning, when it', () => {
  it.each<[string, Queue, Queue, readonly Queue[], string[]]>([
    [
      'changes a weight',
      broken,
      changed(broken, { weight: 2 }),
      others,
      ['amounts-are-sound spec.capability[cpu]', 'deserved-covers-guarantee spec.deserved[pods]'],
    ],
    [
      'changes another amount',
      changed(lab, { capability: { cpu: '1' } }),
      changed(lab, { capability: { cpu: '1', memory: '1' } }),
      others,
      ['deserved-fits-capability spec.deserved[cpu]', 'capability-covers-descendants spec.capability[cpu]'],
    ],
    [
      'changes an amount where its parent is gone',
      orphan,
      changed(orphan, { capability: {} }),
      [],
      ['parent-leads-to-root spec.parent'],
    ],
    [
      'changes an amount where siblings take too much',
      greedy,
      changed(greedy, { capability: { cpu: '7' } }),
      others,
      ['siblings-fit-parent spec.deserved[cpu]'],
    ],
    [
      'changes an amount where its limit is above another',
      wide,
      changed(wide, { deserved: { cpu: '3' } }),
      others,
      ['capability-fits-ancestors spec.capability[cpu]'],
    ],
    [
      'changes an amount where children have too much',
      narrow,
      changed(narrow, { guarantee: { resource: {} }, deserved: { cpu: '2', memory: '0' } }),
      others,
      ['capability-covers-descendants spec.capability[cpu]', 'children-fit spec.deserved[cpu]'],
    ],
    [
      'changes an amount in a circle',
      changed(lab, { parent: 'b' }),
      changed(lab, { parent: 'b', capability: { cpu: '7' }, deserved: {} }),
      circle,
      ['parent-leads-to-root spec.parent'],
    ],
    [
      'changes a weight where the hierarchy has too few',
      inTree(lab, 'root/a', '1'),
      inTree(changed(lab, { weight: 2 }), 'root/a', '1'),
      [],
      ['hierarchy-has-weights metadata.annotations[volcano.sh/hierarchy]'],
    ],
    [
      'changes the weights of a hierarchy that is above another',
      inTree(lab, 'root/a', '1/2'),
      inTree(lab, 'root/a', '1/3'),
      [inTree(stored('other'), 'root/a/b', '1/1/1')],
      ['hierarchy-is-a-leaf metadata.annotations[volcano.sh/hierarchy]'],
    ],
  ])('%s', (_, before, after, queues, want) => {
    const { allowed, findings } = update(before, after, queues)
    expect({ allowed, told: findings.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`) }).toEqual({
      allowed: true,
      told: want.map((one) => `warn ${one}`),
    })
  })
})

it('a queue can leave a circle', () => {
  const { allowed, findings } = update(changed(lab, { parent: 'b' }), changed(lab, { parent: '' }), circle)
  expect({ allowed, findings }).toEqual({ allowed: true, findings: [] })
})

it('root is told when it gets a parent', () => {
  const { allowed, findings } = update(stored('root'), stored('root', { parent: 'team' }))
  expect([allowed, findings.map(({ severity, rule }) => `${severity} ${rule}`)]).toEqual([
    true,
    ['warn root-has-no-parent'],
  ])
})

it('the scheduler reads a new hierarchy in its own way, which is told', () => {
  const { allowed, findings } = update(lab, inTree(lab, 'sci/ops', '1/2'))
  expect([allowed, findings.map(({ severity, rule }) => `${severity} ${rule}`)]).toEqual([
    true,
    ['warn hierarchy-means-what-it-says'],
  ])
})

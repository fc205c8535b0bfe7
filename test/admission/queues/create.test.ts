import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateQueues } from '../../../src/admission/queues/validate.ts'
import { defaultSettings, type Settings } from '../../../src/admission/settings.ts'
import type { Queue, QueueSpec } from '../../../src/kubernetes/shapes/queue.ts'
import { aCluster, aQueue, decide } from '../../builders.ts'

const create = (object: Queue, queues: readonly Queue[] = [], settings: Partial<Settings> = {}) =>
  decide(validateQueues, object, { cluster: aCluster({ queues }), settings: { ...defaultSettings, ...settings } })

/** The queue `lab` as it is sent, and others as they are stored. */
const lab = (spec: QueueSpec = {}): Queue => ({ metadata: { name: 'lab' }, spec })
const stored = (name: string, spec: QueueSpec = {}, status: Queue['status'] = { state: 'Open' }): Queue =>
  aQueue(name, { spec, status })
const inTree = (name: string, hierarchy: string, weights: string): Queue => ({
  metadata: { name, annotations: { 'volcano.sh/hierarchy': hierarchy, 'volcano.sh/hierarchy-weights': weights } },
})

/** `top` above `a` above `b` and so on. */
const chainOf = (...names: readonly string[]): readonly Queue[] =>
  names.map((name, i) => stored(name, { parent: names[i - 1] ?? 'root' }))

const team = stored('team', {
  capability: { cpu: '10', memory: '10Gi' },
  deserved: { cpu: '8', memory: '8Gi' },
  guarantee: { resource: { cpu: '4' } },
})
const sister = stored('sister', { parent: 'team', deserved: { cpu: '4' }, guarantee: { resource: { cpu: '2' } } })

describe('a new queue is accepted when', () => {
  it.each<[string, Queue, (readonly Queue[])?]>([
    ['it says nothing', lab()],
    ['it has no spec', { metadata: { name: 'lab' } }],
    [
      'its amounts are in order',
      lab({ capability: { cpu: '2' }, deserved: { cpu: '1500m' }, guarantee: { resource: { cpu: '1' } } }),
    ],
    ['amounts are equal in other words', lab({ capability: { cpu: '1' }, deserved: { cpu: '1000m' } })],
    ['it deserves what it has no limit for', lab({ capability: { cpu: '1' }, deserved: { memory: '2Gi' } })],
    ['nobody knows a resource', lab({ capability: { bananas: '0.5' } })],
    ['its guarantee is empty', lab({ guarantee: {} })],
    ['it says that it is open', { ...lab(), status: { state: 'Open' } }],
    ['it is below root', lab({ parent: 'root', capability: { cpu: '100' } })],
    ['it is below root, where pods run', lab({ parent: 'root' }), [stored('root', {}, { allocated: { pods: '3' } })]],
    ['it is below root, which names no resources', lab({ parent: 'root', deserved: { cpu: '1' } }), [stored('root')]],
    ['it stands as deep as may be', lab({ parent: 'd' }), chainOf('a', 'b', 'c', 'd')],
    ['its parent runs no pods', lab({ parent: 'team' }), [stored('team', {}, { allocated: { pods: '0', cpu: '1' } })]],
    [
      'its parent runs pods beside a child',
      lab({ parent: 'team' }),
      [stored('team', {}, { allocated: { pods: '2' } }), stored('sister', { parent: 'team' })],
    ],
    [
      'it takes just what its parent has left',
      lab({ parent: 'team', deserved: { cpu: '4' }, guarantee: { resource: { cpu: '2' } } }),
      [team, sister],
    ],
    ['it limits what its parent does not', lab({ parent: 'team', capability: { 'a.b/c': '4' } }), [team]],
    [
      'a limit further up is hidden by a nearer one',
      lab({ parent: 'b', capability: { cpu: '3' } }),
      [stored('a', { capability: { cpu: '1' } }), stored('b', { parent: 'a', capability: { cpu: '3' } })],
    ],
    [
      'a limit of nothing is none',
      lab({ parent: 'a', capability: { cpu: '3' } }),
      [stored('a', { capability: { cpu: '0' } })],
    ],
    [
      'it is root, which has what its children have',
      stored('root', { capability: { cpu: '1' }, deserved: { cpu: '1' } }),
      [stored('team', { parent: 'root', capability: { cpu: '2' }, deserved: { cpu: '2' } })],
    ],
    [
      'its limit is that of a child that was there before',
      lab({ capability: { cpu: '3' } }),
      [stored('b', { parent: 'lab', capability: { cpu: '3' } })],
    ],
    [
      'its own limit is none, whatever a child has',
      lab({ capability: { cpu: '0' } }),
      [stored('b', { parent: 'lab', capability: { cpu: '3' } })],
    ],
    ['its hierarchy has weights', inTree('lab', 'root/b', '1.5/1e2')],
    ['its weights are numbers for Go', inTree('lab', 'root/b/c/d', 'Inf/0x1p4/1_0/1')],
    ['a weight stands alone', inTree('lab', '', '0.5')],
    ['it is in no hierarchy, whatever others say', lab(), [inTree('x', '/a', '1/1')]],
    ['another queue has the same path', inTree('lab', 'root/b', '1/1'), [inTree('other', 'root/b', '1/1')]],
    ['another path begins with the same letters', inTree('lab', 'root/b', '1/1'), [inTree('x', 'root/bc', '1/1')]],
    ['its own path was there before', inTree('lab', 'root/b', '1/1'), [inTree('lab', 'root/b/c', '1/1/1')]],
  ])('%s', (_, queue, queues) => {
    const { allowed, findings } = create(queue, queues)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: true, sentences: [] })
  })
})

describe('a new queue is refused when', () => {
  it.each<[string, Queue, readonly Queue[], string[]]>([
    [
      'amounts are negative',
      lab({
        capability: { cpu: '-1' },
        deserved: { cpu: '-1Gi' },
        guarantee: { resource: { memory: '-2', cpu: '-1Gi' } },
      }),
      [],
      [
        'spec.capability[cpu]: Invalid value: "-1": must be greater than or equal to 0; leave cpu out for no limit',
        'spec.deserved[cpu]: Invalid value: "-1Gi": must be greater than or equal to 0; leave cpu out for no share',
        'spec.guarantee.resource[memory]: Invalid value: "-2": must be greater than or equal to 0; leave memory out for no guarantee',
        'spec.guarantee.resource[cpu]: Invalid value: "-1Gi": must be greater than or equal to 0; leave cpu out for no guarantee',
        'spec.deserved[memory]: Required value: deserved[memory] must be >= guarantee[memory]=-2; set it, as what is left out is 0',
      ],
    ],
    [
      'whole units are broken',
      lab({ capability: { pods: '1.5', 'nvidia.com/gpu': '500m' } }),
      [],
      [
        'spec.capability[pods]: Invalid value: "1500m": must be an integer; pods is counted in whole units',
        'spec.capability[nvidia.com/gpu]: Invalid value: "500m": must be an integer; nvidia.com/gpu is counted in whole units',
      ],
    ],
    [
      'an amount has two mistakes',
      lab({ capability: { pods: '-1500m' } }),
      [],
      [
        'spec.capability[pods]: Invalid value: "-1500m": must be greater than or equal to 0; leave pods out for no limit',
        'spec.capability[pods]: Invalid value: "-1500m": must be an integer; pods is counted in whole units',
      ],
    ],
    [
      'it is guaranteed more than it deserves',
      lab({ deserved: { cpu: '1000m' }, guarantee: { resource: { cpu: '2' } } }),
      [],
      [
        'spec.deserved[cpu]: Invalid value: "1": deserved[cpu]=1 must be >= guarantee[cpu]=2; raise it, or lower spec.guarantee.resource[cpu]',
      ],
    ],
    [
      'it is guaranteed what it does not deserve',
      lab({ guarantee: { resource: { constructor: '1024Mi' } } }),
      [],
      [
        'spec.deserved[constructor]: Required value: deserved[constructor] must be >= guarantee[constructor]=1Gi; set it, as what is left out is 0',
      ],
    ],
    [
      'it deserves more than it may use',
      lab({ capability: { cpu: '1' }, deserved: { cpu: '2' } }),
      [],
      [
        'spec.deserved[cpu]: Invalid value: "2": deserved[cpu]=2 must be <= capability[cpu]=1; lower it, or raise spec.capability[cpu]',
      ],
    ],
    [
      'its state is not one that it can have',
      { ...lab(), status: { state: 'Closing' } },
      [],
      [
        'status.state: Invalid value: "Closing": queue state must be in [Open Closed]; leave status out, Volcano keeps it',
      ],
    ],
    [
      'a part of its hierarchy has no weight',
      inTree('lab', 'root/a', '1'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/a": volcano.sh/hierarchy must have the same length with volcano.sh/hierarchy-weights; parts: 2, weights: 1; give each part a weight, with / between them',
      ],
    ],
    [
      'weights are no numbers',
      inTree('lab', 'root/a/b', '1/x/1e999'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "1/x/1e999": x in the 1/x/1e999 is invalid number: strconv.ParseFloat: parsing "x": invalid syntax; it must be a number above 0, and so must "1e999"',
      ],
    ],
    [
      'a weight is too great for a number',
      inTree('lab', 'root/a', '1/1e999'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "1/1e999": 1e999 in the 1/1e999 is invalid number: strconv.ParseFloat: parsing "1e999": value out of range; it must be a number above 0',
      ],
    ],
    [
      'a weight is nothing',
      inTree('lab', 'root/a', '0/-2'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "0/-2": 0 in the 0/-2 must be larger than 0; it must be a number above 0, and so must "-2"',
      ],
    ],
    [
      'weights stand alone and are no numbers',
      inTree('lab', '', 'x'),
      [inTree('z', '/a', '1/1')],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "x": x in the x is invalid number: strconv.ParseFloat: parsing "x": invalid syntax; it must be a number above 0',
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "":  is not allowed to be in the sub path of /a of queue z; give this queue a path that no other begins with',
      ],
    ],
    [
      'a hierarchy has no weights',
      inTree('lab', 'root', ''),
      [inTree('z', 'root/a', '1/1')],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "":  in the  is invalid number: strconv.ParseFloat: parsing "": invalid syntax; it must be a number above 0',
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root": root is not allowed to be in the sub path of root/a of queue z; give this queue a path that no other begins with',
      ],
    ],
    [
      'its hierarchy is above that of others',
      inTree('lab', 'root/sci', '1/1'),
      [inTree('z', 'root/sci/x', '1/1/1'), inTree('dev', 'root/sci/dev', '1/1/1')],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/sci": root/sci is not allowed to be in the sub path of root/sci/dev of queue dev; give this queue a path that no other begins with',
      ],
    ],
    [
      'it is its own parent',
      lab({ parent: 'lab', deserved: { cpu: '1' } }),
      [stored('lab', {}, { allocated: { pods: '3' } })],
      [
        'spec.parent: Invalid value: "lab": queue lab cannot use itself as parent; name another queue, or leave spec.parent out',
      ],
    ],
    [
      'its parent does not exist',
      lab({ parent: 'nowhere' }),
      [],
      [
        'spec.parent: Not found: "nowhere": failed to get parent queue nowhere of queue lab: queue.scheduling.volcano.sh "nowhere" not found; create nowhere first, or name another parent',
      ],
    ],
    [
      'a queue further up does not exist',
      lab({ parent: 'b' }),
      [stored('b', { parent: 'gone' })],
      [
        'spec.parent: Not found: "gone": failed to get parent queue gone of queue lab: queue.scheduling.volcano.sh "gone" not found; create gone first, or name another parent',
      ],
    ],
    [
      'it comes back above a queue that is still there',
      lab({ parent: 'b' }),
      [stored('b', { parent: 'lab' })],
      [
        'spec.parent: Invalid value: "b": queue lab would be above itself (lab -> b -> lab); name a parent that is not below lab',
      ],
    ],
    [
      'queues above it are parents of each other',
      lab({ parent: 'c' }),
      [stored('c', { parent: 'a' }), stored('a', { parent: 'b' }), stored('b', { parent: 'a' })],
      [
        'spec.parent: Invalid value: "c": queue lab exceeds the maximum allowed depth of 5; the queues above it are parents of each other (a -> b -> a): give one of them another parent',
      ],
    ],
    [
      'it stands too deep',
      lab({ parent: 'e' }),
      chainOf('a', 'b', 'c', 'd', 'e'),
      [
        'spec.parent: Invalid value: "e": queue lab exceeds the maximum allowed depth of 5; above it stand already e, d, c, b, a: name a parent nearer to the root, or raise --max-queue-depth',
      ],
    ],
    [
      'its parent runs pods',
      lab({ parent: 'team' }),
      [stored('team', {}, { allocated: { pods: '1500m' } })],
      [
        'spec.parent: Invalid value: "team": queue team cannot be the parent queue of queue lab because it has allocated Pods: 2; wait until they are done, or name another parent',
      ],
    ],
    [
      'it may use more than a queue above',
      lab({ parent: 'b', capability: { cpu: '11', memory: '11Gi', 'nvidia.com/gpu': '5', pods: '3' } }),
      [
        stored('a', { capability: { cpu: '10', memory: '10Gi', 'nvidia.com/gpu': '4' } }),
        stored('b', { parent: 'a', capability: { pods: '2' } }),
      ],
      [
        'spec.capability[cpu]: Invalid value: "11": queue lab capability[cpu]=11 exceeds its ancestor\'s capability=10; lower it, or raise spec.capability[cpu] of queue a',
        'spec.capability[memory]: Invalid value: "11Gi": queue lab capability[memory]=11Gi exceeds its ancestor\'s capability=10Gi; lower it, or raise spec.capability[memory] of queue a',
        'spec.capability[nvidia.com/gpu]: Invalid value: "5": queue lab capability[nvidia.com/gpu]=5000.00 exceeds its ancestor\'s capability=4000.00; lower it, or raise spec.capability[nvidia.com/gpu] of queue a',
        'spec.capability[pods]: Invalid value: "3": queue lab capability[pods]=3.00 exceeds its ancestor\'s capability=2.00; lower it, or raise spec.capability[pods] of queue b',
      ],
    ],
    [
      'it deserves more than its parent has left',
      lab({ parent: 'team', deserved: { cpu: '5' } }),
      [team, sister],
      [
        'spec.deserved[cpu]: Invalid value: "5": parent queue team validation failed: sum of children\'s deserved (cpu 9000.00, memory 0.00) exceeds parent\'s deserved limit (cpu 8000.00, memory 8589934592.00); cpu: lab takes 5, sister takes 4, queue team has 8: lower what they take, or raise spec.deserved of queue team',
      ],
    ],
    [
      'it is guaranteed more than its parent has left',
      lab({ parent: 'team', deserved: { cpu: '3' }, guarantee: { resource: { cpu: '3' } } }),
      [team, sister],
      [
        'spec.guarantee.resource[cpu]: Invalid value: "3": parent queue team validation failed: sum of children\'s guarantee (cpu 5000.00, memory 0.00) exceeds parent\'s guarantee limit (cpu 4000.00, memory 0.00); cpu: lab takes 3, sister takes 2, queue team has 4: lower what they take, or raise spec.guarantee.resource of queue team',
      ],
    ],
    [
      'it deserves none of what its parent does not name',
      lab({ parent: 'team', deserved: { 'a.b/c': '0' } }),
      [team],
      [
        'spec.deserved[a.b/c]: Invalid value: "0": parent queue team validation failed: sum of children\'s deserved (cpu 0.00, memory 0.00, a.b/c 0.00) exceeds parent\'s deserved limit (cpu 8000.00, memory 8589934592.00); a.b/c: lab takes 0, queue team names none: lower what they take, or raise spec.deserved of queue team',
      ],
    ],
    [
      'it deserves two things too much',
      lab({ parent: 'team', deserved: { cpu: '5', memory: '9Gi' } }),
      [team, sister],
      [
        'spec.deserved: Invalid value: {"cpu":"5","memory":"9Gi"}: ' +
          "parent queue team validation failed: sum of children's deserved (cpu 9000.00, memory 9663676416.00) exceeds parent's deserved limit (cpu 8000.00, memory 8589934592.00); cpu: lab takes 5, sister takes 4, queue team has 8; memory: lab takes 9Gi, queue team has 8Gi: lower what they take, or raise spec.deserved of queue team",
      ],
    ],
    [
      'its siblings alone take too much',
      lab({ parent: 'a' }),
      [
        stored('a', { deserved: { cpu: '1' } }),
        stored('c', { parent: 'a', deserved: { cpu: '1' } }),
        stored('b', { parent: 'a', deserved: { cpu: '1' } }),
      ],
      [
        'spec.parent: Invalid value: "a": parent queue a validation failed: sum of children\'s deserved (cpu 2000.00, memory 0.00) exceeds parent\'s deserved limit (cpu 1000.00, memory 0.00); cpu: b takes 1, c takes 1, queue a has 1: lower what they take, or raise spec.deserved of queue a',
      ],
    ],
    [
      'sums are beyond int64',
      lab({ parent: 'a', deserved: { memory: '9223372036854775807' } }),
      [
        stored('a', { deserved: { memory: '9223372036854775807' } }),
        stored('b', { parent: 'a', deserved: { memory: '1' } }),
      ],
      [
        'spec.deserved[memory]: Invalid value: "9223372036854775807": parent queue a validation failed: sum of children\'s deserved (cpu 0.00, memory 9223372036854775808.00) exceeds parent\'s deserved limit (cpu 0.00, memory 9223372036854775807.00); memory: lab takes 9223372036854775807, b takes 1, queue a has 9223372036854775807: lower what they take, or raise spec.deserved of queue a',
      ],
    ],
    [
      'children that were there before take more than it has',
      lab({ capability: { cpu: '2' } }),
      [
        stored('b', { parent: 'lab', capability: { cpu: '3' }, deserved: { cpu: '1', memory: '1' } }),
        stored('c', { parent: 'lab' }),
        stored('e', { parent: 'c', capability: { cpu: '4' } }),
        stored('d', { parent: 'c', capability: { cpu: '4' } }),
        stored('f', { parent: 'c', capability: { cpu: '4' } }),
        stored('a', { parent: 'c', capability: { cpu: '3500m' } }),
      ],
      [
        'spec.capability[cpu]: Invalid value: "2": queue lab capability[cpu]=2 is smaller than its descendants\' max capability=4; raise it, or lower spec.capability[cpu] of queue d',
        "spec.deserved: Required value: queue lab validation failed: sum of children's deserved (cpu 1000.00, memory 1.00) exceeds parent's deserved limit (cpu 0.00, memory 0.00); cpu: b takes 1, queue lab names none; memory: b takes 1, queue lab names none: lower what they take, or raise spec.deserved of queue lab",
      ],
    ],
  ])('%s', (_, queue, queues, want) => {
    const { allowed, findings } = create(queue, queues)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: false, sentences: want })
  })

  it('it stands deeper than --max-queue-depth says', () => {
    const { findings } = create(lab({ parent: 'b' }), chainOf('a', 'b'), { maxQueueDepth: 2 })
    expect(findings.map(sentenceOf)).toEqual([
      'spec.parent: Invalid value: "b": queue lab exceeds the maximum allowed depth of 2; above it stand already b, a: name a parent nearer to the root, or raise --max-queue-depth',
    ])
  })

  it('it goes wrong in many ways, each of which is told', () => {
    const { findings } = create(
      lab({
        parent: 'nowhere',
        capability: { cpu: '-1' },
        deserved: { cpu: '1' },
        guarantee: { resource: { pods: '1' } },
      }),
    )
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'amounts-are-sound spec.capability[cpu]',
      'deserved-covers-guarantee spec.deserved[pods]',
      'deserved-fits-capability spec.deserved[cpu]',
      'parent-leads-to-root spec.parent',
    ])
  })
})

describe('a new queue is accepted with a warning when', () => {
  it.each<[string, Queue, readonly Queue[], string[]]>([
    [
      'its hierarchy begins elsewhere than at the root',
      inTree('lab', 'rootless/a', '1/2'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "rootless/a": the scheduler takes "rootless" for the root: begin with root/',
      ],
    ],
    [
      'a part of its hierarchy has no name',
      inTree('lab', 'root/a/', '1/1/1'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/a/": a part has no name: put one / between two names, and none behind',
      ],
    ],
    [
      'a weight is below 1, or not a number',
      inTree('lab', 'root/a', '0.5/NaN'),
      [],
      [
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "0.5/NaN": weights below 1 count as 1 for the scheduler: multiply all of them',
        'metadata.annotations[volcano.sh/hierarchy-weights]: Invalid value: "0.5/NaN": NaN is no weight: write a number of 1 or more',
      ],
    ],
    [
      'its hierarchy is below that of another',
      inTree('lab', 'root/sci/dev', '1/1/1'),
      [inTree('z', 'root', '1'), inTree('sci', 'root/sci', '1/1')],
      [
        'metadata.annotations[volcano.sh/hierarchy]: Invalid value: "root/sci/dev": queue sci has the path root/sci, which is no place for other queues: give this queue a path beside it',
      ],
    ],
    [
      'root has a parent, whose limits do not bind it',
      stored('root', { parent: 'team', capability: { cpu: '2' }, deserved: { cpu: '2' } }),
      [stored('team', { parent: 'root', capability: { cpu: '1' } })],
      [
        'spec.parent: Invalid value: "team": root is above all queues: this parent has no effect but that team takes no jobs; leave spec.parent out',
      ],
    ],
  ])('%s', (_, queue, queues, want) => {
    const { allowed, findings } = create(queue, queues)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: true, sentences: want })
  })
})

it('without a cluster, rules about other queues are left out and named', () => {
  const { allowed, skipped } = decide(validateQueues, lab({ parent: 'nowhere' }), { cluster: {} })
  expect({ allowed, skipped }).toEqual({
    allowed: true,
    skipped: [
      'hierarchy-is-a-leaf',
      'hierarchy-is-below-no-leaf',
      'parent-leads-to-root',
      'depth-is-bounded',
      'parent-runs-no-pods',
      'capability-fits-ancestors',
      'siblings-fit-parent',
      'capability-covers-descendants',
      'children-fit',
    ],
  })
})

it('another operation is none of its business', () => {
  const { findings } = decide(validateQueues, lab(), { operation: 'CONNECT' })
  expect(findings.map(({ message }) => message)).toEqual([
    'Invalid value: "CONNECT": invalid operation `CONNECT`, expect operation to be `CREATE`, `UPDATE` or `DELETE`',
  ])
})

import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateQueues } from '../../../src/admission/queues/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Queue } from '../../../src/kubernetes/shapes/queue.ts'
import { aCluster, aQueue, decide } from '../../builders.ts'

const lab = aQueue('lab')
const busy = aQueue('lab', { status: { state: 'Open', allocated: { pods: '3' } } })
const parentOf = (...names: readonly string[]) => names.map((name) => aQueue(name, { spec: { parent: 'lab' } }))

type Deletion = Readonly<{ name?: string; oldObject?: unknown; queues?: readonly Queue[]; podsCheck?: boolean }>

const remove = ({ name = 'lab', oldObject, queues = [], podsCheck = false }: Deletion) =>
  decide(
    validateQueues,
    {},
    {
      operation: 'DELETE',
      name,
      oldObject: structuredClone(oldObject),
      cluster: aCluster({ queues }),
      settings: { ...defaultSettings, queueAllocatedPodsCheck: podsCheck },
    },
  )

describe('a queue may go when', () => {
  it.each<[string, Deletion]>([
    ['nothing depends on it', { oldObject: lab, queues: [lab] }],
    ['it is closing', { oldObject: aQueue('lab', { status: { state: 'Closing' } }) }],
    ['the cluster does not know it yet', { oldObject: lab }],
    ['the cluster alone knows it', { queues: [lab] }],
    ['it is one of a collection', { name: '', oldObject: lab }],
    ['it runs pods and nobody asks', { oldObject: busy }],
    ['it runs no pods', { oldObject: lab, podsCheck: true }],
    ['its pods are gone, of which the cluster does not know yet', { oldObject: lab, queues: [busy], podsCheck: true }],
    ['it counts as its own parent', { oldObject: lab, queues: parentOf('lab') }],
    ['it is wrong in many ways', { oldObject: { metadata: { name: 'lab' }, spec: { weight: 'x', capability: 3 } } }],
  ])('%s', (_, deletion) => {
    expect(remove(deletion)).toMatchObject({ allowed: true, findings: [] })
  })
})

describe('a queue must stay when', () => {
  it.each<[string, Deletion, string[]]>([
    [
      'it is default',
      { name: 'default', oldObject: busy, podsCheck: true },
      ['metadata.name: Forbidden: `default` queue can not be deleted; Volcano needs it'],
    ],
    [
      'it is root',
      { name: 'root', oldObject: aQueue('root'), queues: [aQueue('a', { spec: { parent: 'root' } })] },
      ['metadata.name: Forbidden: `root` queue can not be deleted; Volcano needs it'],
    ],
    [
      'it is default among a collection',
      { name: '', oldObject: aQueue('default') },
      ['metadata.name: Forbidden: `default` queue can not be deleted; Volcano needs it'],
    ],
    [
      'nobody knows it',
      {},
      ['metadata.name: Not found: "lab": queue.scheduling.volcano.sh "lab" not found; there is nothing to delete'],
    ],
    [
      'it runs pods and somebody asks',
      { oldObject: busy, podsCheck: true },
      [
        'status.allocated[pods]: Forbidden: queue lab cannot be deleted because it has allocated Pods: 3; close the queue and wait until they are done',
      ],
    ],
    [
      'it has children',
      { oldObject: lab, queues: parentOf('b', 'a') },
      [
        'metadata.name: Forbidden: queue lab can not be deleted because it has 2 child queues: a, b; delete them first, or give them another parent',
      ],
    ],
    [
      'it runs pods and has children',
      { oldObject: busy, queues: parentOf('a'), podsCheck: true },
      [
        'status.allocated[pods]: Forbidden: queue lab cannot be deleted because it has allocated Pods: 3; close the queue and wait until they are done',
        'metadata.name: Forbidden: queue lab can not be deleted because it has 1 child queues: a; delete them first, or give them another parent',
      ],
    ],
  ])('%s', (_, deletion, want) => {
    const { allowed, findings } = remove(deletion)
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({ allowed: false, sentences: want })
  })
})

import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { mutatePodGroups } from '../../../src/admission/podgroups/mutate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Namespace } from '../../../src/kubernetes/shapes/namespace.ts'
import type { PodGroup } from '../../../src/kubernetes/shapes/pod-group.ts'
import { aCluster, aReview, decide } from '../../builders.ts'

const aNamespace = (queue?: string, name = 'lab'): Namespace => ({
  metadata: { name, annotations: queue === undefined ? {} : { 'scheduling.volcano.sh/queue-name': queue } },
})
const aGroup = (queue?: string): PodGroup => ({
  metadata: { name: 'group', namespace: 'lab' },
  spec: { minMember: 1, ...(queue !== undefined && { queue }) },
})
const mutate = (group: PodGroup, ...namespaces: readonly Namespace[]) =>
  decide(mutatePodGroups, group, { cluster: aCluster({ namespaces }) })

it('a pod group of the default queue goes to the queue of its namespace', () => {
  const { allowed, patch, findings } = mutate(aGroup('default'), aNamespace('research'))
  expect({ allowed, patch, findings }).toEqual({
    allowed: true,
    patch: [{ op: 'add', path: '/spec/queue', value: 'research' }],
    findings: [],
  })
})

describe('a pod group stays in its queue when', () => {
  it.each<[string, PodGroup, readonly Namespace[]]>([
    ['it names another than the default one', aGroup('other'), [aNamespace('research')]],
    ['its queue is an empty text', aGroup(''), [aNamespace('research')]],
    ['it names none', aGroup(), [aNamespace('research')]],
    ['it has no spec', { metadata: { name: 'group' } }, [aNamespace('research')]],
    ['its namespace has no such annotation', aGroup('default'), [aNamespace()]],
    ['its namespace has no annotations', aGroup('default'), [{ metadata: { name: 'lab' } }]],
    ['the namespace of another has one', aGroup('default'), [aNamespace('research', 'other')]],
    ['its namespace is annotated with the default queue', aGroup('default'), [aNamespace('default')]],
  ])('%s', (_, group, namespaces) => {
    expect(mutate(group, ...namespaces)).toMatchObject({ allowed: true, patch: [], findings: [] })
  })

  it('the annotation is empty, and is told so', () => {
    const { allowed, patch, findings } = mutate(aGroup('default'), aNamespace(''))
    expect({ allowed, patch, sentences: findings.map(sentenceOf) }).toEqual({
      allowed: true,
      patch: [],
      sentences: [
        'spec.queue: Invalid value: "default": annotation scheduling.volcano.sh/queue-name of namespace lab is empty, so this queue stays',
      ],
    })
  })

  it('nobody knows the namespaces', () => {
    expect(decide(mutatePodGroups, aGroup('default'), { cluster: {} })).toMatchObject({ allowed: true, patch: [] })
  })
})

it('once is enough', () => {
  const { patch } = mutate(aGroup('default'), aNamespace('research'))
  expect(mutate(applyPatch(aGroup('default'), patch), aNamespace('research')).patch).toEqual([])
})

it.each([
  ['of the default queue: its namespace', aGroup('default'), [{ from: 'namespaces', name: 'lab' }]],
  ['of another queue: nothing', aGroup('other'), []],
])('is looked up for a pod group %s', (_, group, want) => {
  expect(mutatePodGroups.open(aReview(mutatePodGroups, group), defaultSettings).lookUps).toEqual(want)
})

it('another operation is told so in the words of Volcano', () => {
  const { findings } = decide(mutatePodGroups, aGroup('default'), { operation: 'UPDATE' })
  expect(findings.map(sentenceOf)).toEqual([
    'Invalid value: "UPDATE": invalid operation `UPDATE`, expect operation to be `CREATE`',
  ])
})

import { describe, expect, it } from 'vitest'
import type { Affinity } from '../../../../src/kubernetes/shapes/affinity.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

type NodeAffinity = NonNullable<Affinity['nodeAffinity']>
type NodeTerm = NonNullable<
  NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>['nodeSelectorTerms']
>[number]
type PodTerm = NonNullable<
  NonNullable<Affinity['podAffinity']>['requiredDuringSchedulingIgnoredDuringExecution']
>[number]

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'

const sentencesOnAffinity = (affinity: Affinity): readonly string[] =>
  sentencesOn({ containers: [aContainer()], affinity }).map((sentence) => sentence.replace('affinity.', ''))

describe('a choice of nodes', () => {
  it.each<[string, NodeTerm, string[]]>([
    ['may be empty', {}, []],
    [
      'is by labels',
      {
        matchExpressions: [
          { key: 'zone', operator: 'In', values: ['a', ''] },
          { key: 'x.io/zone', operator: 'NotIn', values: ['a'] },
          { key: 'gpu', operator: 'Exists' },
          { key: 'gpu', operator: 'DoesNotExist', values: [] },
          { key: 'cores', operator: 'Gt', values: ['8'] },
          { key: 'cores', operator: 'Lt', values: ['many'] },
        ],
      },
      [],
    ],
    ['is by name', { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }, []],
    [
      'has values where it needs some',
      {
        matchExpressions: [
          { key: 'a', operator: 'In' },
          { key: 'a', operator: 'NotIn', values: [] },
        ],
      },
      [0, 1].map(
        (i) => `matchExpressions[${i}].values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
      ),
    ],
    [
      'has one value to compare with',
      {
        matchExpressions: [
          { key: 'a', operator: 'Gt', values: ['1', '2'] },
          { key: 'a', operator: 'Lt' },
        ],
      },
      [0, 1].map(
        (i) =>
          `matchExpressions[${i}].values: Required value: must be specified single value when \`operator\` is 'Lt' or 'Gt'`,
      ),
    ],
    [
      'has no values where it needs none',
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['1'] }] },
      [`matchExpressions[0].values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`],
    ],
    [
      'knows six ways to choose',
      { matchExpressions: [{ key: '-', operator: 'Near', values: ['-'] }] },
      [
        'matchExpressions[0].operator: Invalid value: "Near": not a valid selector operator; take In, NotIn, Exists, DoesNotExist, Gt or Lt',
        'matchExpressions[0].key: Invalid value: "-": name part must consist of',
        'matchExpressions[0].values[0]: Invalid value: "-": a valid label must be an empty string',
      ],
    ],
    [
      'has one name',
      { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n', 'N'] }] },
      [
        "matchFields[0].values: Required value: must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
        'matchFields[0].values[1]: Invalid value: "N": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'is by no other field',
      { matchFields: [{ key: 'metadata.uid', operator: 'Exists' }] },
      [
        'matchFields[0].operator: Invalid value: "Exists": not a valid selector operator; take In or NotIn',
        'matchFields[0].key: Invalid value: "metadata.uid": not a valid field selector key; take metadata.name',
      ],
    ],
  ])('%s', (_, term, want) => {
    const found = sentencesOnAffinity({ nodeAffinity: { [required]: { nodeSelectorTerms: [term] } } })
    const told = found.map((sentence) => sentence.replace(`nodeAffinity.${required}.nodeSelectorTerms[0].`, ''))
    expect(beginnings(told, want)).toEqual(want)
  })

  it('has a term', () => {
    expect(sentencesOnAffinity({ nodeAffinity: { [required]: {} } })).toEqual([
      `nodeAffinity.${required}.nodeSelectorTerms: Required value: must have at least one node selector term`,
    ])
  })

  it('may wish for labels that there can be', () => {
    const preference = { matchExpressions: [{ key: 'a', operator: 'Near' }] }
    expect(sentencesOnAffinity({ nodeAffinity: { [preferred]: [{ weight: 1, preference }] } })).toEqual([
      `nodeAffinity.${preferred}[0].preference.matchExpressions[0].operator: Invalid value: "Near": not a valid selector operator; take In, NotIn, Exists, DoesNotExist, Gt or Lt`,
    ])
  })

  it('may wish for values that no label has, but each wish has a weight', () => {
    const preference = { matchExpressions: [{ key: 'a', operator: 'In', values: ['-'] }] }
    const wishes = [{ weight: 1, preference }, { weight: 100, preference: {} }, { preference: {} }, { weight: 101 }]
    expect(sentencesOnAffinity({ nodeAffinity: { [preferred]: wishes } })).toEqual([
      `nodeAffinity.${preferred}[2].weight: Invalid value: 0: must be in the range 1-100`,
      `nodeAffinity.${preferred}[3].weight: Invalid value: 101: must be in the range 1-100`,
    ])
  })
})

describe.each(['podAffinity', 'podAntiAffinity'])('%s', (kind) => {
  it.each<[string, PodTerm, string[]]>([
    ['is about a topology', { topologyKey: 'kubernetes.io/hostname' }, []],
    [
      'is about chosen pods',
      {
        topologyKey: 'zone',
        labelSelector: { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'a', operator: 'Exists' }] },
        namespaceSelector: {},
        namespaces: ['n'],
        matchLabelKeys: ['a'],
        mismatchLabelKeys: ['app'],
      },
      [],
    ],
    [
      'is about some topology',
      {},
      [
        'topologyKey: Required value: can not be empty; a label of nodes, such as kubernetes.io/hostname',
        'topologyKey: Invalid value: "": name part must be non-empty',
        'topologyKey: Invalid value: "": name part must consist of',
      ],
    ],
    [
      'is about pods and namespaces that there can be',
      {
        topologyKey: 'zone',
        labelSelector: {
          matchLabels: { a: '-' },
          matchExpressions: [
            { key: 'a', operator: 'Gt' },
            { key: 'a', operator: 'In' },
            { key: 'a', operator: 'Exists', values: ['-'] },
          ],
        },
        namespaceSelector: { matchLabels: { '-': '' }, matchExpressions: [{ key: '-', operator: 'Exists' }] },
        namespaces: ['N'],
      },
      [
        'labelSelector.matchLabels[a]: Invalid value: "-": a valid label must be an empty string',
        'labelSelector.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector operator; take In, NotIn, Exists or DoesNotExist',
        `labelSelector.matchExpressions[1].values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
        `labelSelector.matchExpressions[2].values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
        'labelSelector.matchExpressions[2].values[0]: Invalid value: "-": a valid label must be an empty string',
        'namespaceSelector.matchLabels[-]: Invalid value: "-": name part must consist of',
        'namespaceSelector.matchExpressions[0].key: Invalid value: "-": name part must consist of',
        'namespaces[0]: Invalid value: "N": a lowercase RFC 1123 label',
      ],
    ],
    [
      'takes keys of labels beside a selector only',
      { topologyKey: 'zone', matchLabelKeys: ['a'], mismatchLabelKeys: ['b'] },
      [
        'matchLabelKeys: Forbidden: must not be specified when labelSelector is not set; add a labelSelector',
        'mismatchLabelKeys: Forbidden: must not be specified when labelSelector is not set; add a labelSelector',
      ],
    ],
    [
      'takes keys of labels to match beside a selector only',
      { topologyKey: 'zone', matchLabelKeys: ['a'] },
      ['matchLabelKeys: Forbidden: must not be specified when labelSelector is not set; add a labelSelector'],
    ],
    [
      'takes a key of labels once',
      {
        topologyKey: 'zone',
        labelSelector: {
          matchLabels: { a: 'b' },
          matchExpressions: [
            { key: 'a', operator: 'Exists' },
            { key: 'c', operator: 'Exists' },
          ],
        },
        matchLabelKeys: ['-', 'a', 'c', 'd'],
        mismatchLabelKeys: ['d'],
      },
      [
        'matchLabelKeys[0]: Invalid value: "-": name part must consist of',
        'matchLabelKeys[1]: Invalid value: "a": exists in both matchLabelKeys and labelSelector',
        'matchLabelKeys[3]: Invalid value: "d": exists in both matchLabelKeys and mismatchLabelKeys',
      ],
    ],
  ])('%s', (_, term, want) => {
    const needed = sentencesOnAffinity({ [kind]: { [required]: [term] } })
    const wished = sentencesOnAffinity({ [kind]: { [preferred]: [{ weight: 1, podAffinityTerm: term }] } })
    const placesOf = (found: readonly string[], place: string) => found.map((one) => one.replace(place, ''))
    expect(beginnings(placesOf(needed, `${kind}.${required}[0].`), want)).toEqual(want)
    expect(beginnings(placesOf(wished, `${kind}.${preferred}[0].podAffinityTerm.`), want)).toEqual(want)
  })

  it('gives each wish a weight', () => {
    const wish = { weight: -1, podAffinityTerm: { topologyKey: 'zone' } }
    expect(sentencesOnAffinity({ [kind]: { [preferred]: [wish] } })).toEqual([
      `${kind}.${preferred}[0].weight: Invalid value: -1: must be in the range 1-100`,
    ])
  })
})

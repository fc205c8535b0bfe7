import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }
const labelSelector = { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'b', operator: 'Exists' }] }

describe('a pod is scheduled when', () => {
  it.each<[string, PodSpec]>([
    ['it chooses nodes by labels', { nodeSelector: { 'kubernetes.io/os': 'linux', gpu: '' } }],
    ['it has a node, a priority class and a runtime', { nodeName: 'n', priorityClassName: 'p', runtimeClassName: 'r' }],
    ['it has none of them', { nodeName: '', priorityClassName: '' }],
    ['it may displace others', { preemptionPolicy: 'PreemptLowerPriority' }],
    ['it waits for gates', { schedulingGates: [{ name: 'a' }, { name: 'x.io/a' }] }],
    ['its runtime needs something', { overhead: { cpu: '1', 'example.com/gpu': '2' } }],
    [
      'it tolerates taints',
      {
        tolerations: [
          { operator: 'Exists' },
          { key: 'x.io/gpu', operator: 'Exists', effect: 'NoSchedule' },
          { key: 'a', value: 'b' },
          { key: 'a', operator: 'Equal', value: '', effect: 'NoExecute', tolerationSeconds: -1 },
        ],
      },
    ],
    [
      'it is spread',
      {
        topologySpreadConstraints: [
          spread,
          { ...spread, whenUnsatisfiable: 'ScheduleAnyway' },
          {
            ...spread,
            topologyKey: 'NOT A LABEL',
            minDomains: 1,
            nodeAffinityPolicy: 'Honor',
            nodeTaintsPolicy: 'Ignore',
            labelSelector,
            matchLabelKeys: ['a'],
          },
        ],
      },
    ],
  ])('%s', (_, spec) => {
    expect(sentencesOn({ containers: [aContainer()], ...spec })).toEqual([])
  })
})

describe('a pod is not scheduled when', () => {
  it.each<[string, PodSpec, string[]]>([
    [
      'no node has such labels',
      { nodeSelector: { a: 'b c', 'a/b/c': '' } },
      [
        'nodeSelector[a]: Invalid value: "b c": a valid label must be an empty string',
        'nodeSelector[a/b/c]: Invalid value: "a/b/c": a valid label key',
      ],
    ],
    [
      'nothing has such names',
      { nodeName: 'N', priorityClassName: 'P', runtimeClassName: '' },
      [
        'nodeName: Invalid value: "N": a lowercase RFC 1123 subdomain',
        'priorityClassName: Invalid value: "P": a lowercase RFC 1123 subdomain',
        'runtimeClassName: Invalid value: "": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'it may displace whom it likes',
      { preemptionPolicy: 'x' },
      ['preemptionPolicy: Unsupported value: "x": supported values: "PreemptLowerPriority", "Never"'],
    ],
    [
      'it does not know whether it may',
      { preemptionPolicy: '' },
      ['preemptionPolicy: Required value: take PreemptLowerPriority or Never'],
    ],
    [
      'its gates are wrong',
      { schedulingGates: [{ name: 'a b' }, { name: 'a' }, { name: 'a' }] },
      [
        'schedulingGates[0].name: Invalid value: "a b": name part must consist of',
        'schedulingGates[2].name: Duplicate value: "a": an earlier gate has this name; one is enough',
      ],
    ],
    [
      'its runtime needs what there is not',
      { overhead: { bananas: '1', cpu: '-1' } },
      [
        'overhead[bananas]: Invalid value: "bananas": must be a standard resource type or fully qualified',
        'overhead[bananas]: Invalid value: "bananas": must be a standard resource for containers',
        'overhead[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      ],
    ],
    [
      'its runtime needs huge pages alone',
      { overhead: { 'hugepages-2Mi': '2Mi' } },
      ['overhead: Forbidden: HugePages require cpu or memory'],
    ],
    [
      'it tolerates everything, but with a value',
      { tolerations: [{ operator: 'Exists', value: 'b' }] },
      [`tolerations[0].value: Invalid value: "b": value must be empty when \`operator\` is 'Exists'`],
    ],
    [
      'it tolerates an unnamed taint',
      { tolerations: [{ operator: 'Equal' }] },
      [
        'tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ],
    ],
    [
      'it tolerates for a time what does not end it',
      { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }] },
      [
        `tolerations[0].effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`,
      ],
    ],
    [
      'it tolerates no taint that there can be',
      { tolerations: [{ key: '-', value: `-${'n'.repeat(63)}`, effect: 'Maybe' }] },
      [
        'tolerations[0].key: Invalid value: "-": name part must consist of',
        `tolerations[0].value: Invalid value: "-${'n'.repeat(63)}": must be no more than 63 bytes;a valid label must be`,
        'tolerations[0].effect: Unsupported value: "Maybe": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      ],
    ],
    [
      'it compares taints',
      {
        tolerations: [
          { key: 'a', operator: 'Gt', value: '1' },
          { key: 'a', operator: 'Near' },
        ],
      },
      [
        'tolerations[0].operator: Unsupported value: "Gt": supported values: "Equal", "Exists", "Lt", "Gt"; but this one only behind a feature gate',
        'tolerations[1].operator: Unsupported value: "Near": supported values: "Equal", "Exists"',
      ],
    ],
    [
      'it is spread over nothing',
      { topologySpreadConstraints: [{ minDomains: 0, nodeAffinityPolicy: 'x', nodeTaintsPolicy: '' }] },
      [
        'topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
        'topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
        'topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"',
        'topologySpreadConstraints[0].minDomains: Invalid value: 0: must be greater than zero',
        'topologySpreadConstraints[0].minDomains: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ',
        'topologySpreadConstraints[0].nodeAffinityPolicy: Unsupported value: "x": supported values: "Honor", "Ignore"',
        'topologySpreadConstraints[0].nodeTaintsPolicy: Unsupported value: "": supported values: "Honor", "Ignore"',
      ],
    ],
    [
      'it is spread twice in one way',
      { topologySpreadConstraints: [spread, { ...spread, maxSkew: 2 }, { ...spread, topologyKey: 'host' }] },
      [
        'topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}": a later constraint has the same two',
      ],
    ],
    [
      'it is spread by labels that choose no pods',
      {
        topologySpreadConstraints: [
          { ...spread, matchLabelKeys: ['a'] },
          { ...spread, topologyKey: 'host', labelSelector, matchLabelKeys: ['-', 'app', 'b'] },
          { ...spread, topologyKey: 'rack', labelSelector: { matchExpressions: [{ key: 'a' }] } },
        ],
      },
      [
        'topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set; add a labelSelector',
        'topologySpreadConstraints[1].matchLabelKeys[0]: Invalid value: "-": name part must consist of',
        'topologySpreadConstraints[1].matchLabelKeys[1]: Invalid value: "app": exists in both matchLabelKeys and labelSelector',
        'topologySpreadConstraints[1].matchLabelKeys[2]: Invalid value: "b": exists in both matchLabelKeys and labelSelector',
        'topologySpreadConstraints[2].labelSelector.matchExpressions[0].operator: Invalid value: "": not a valid selector operator',
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(beginnings(sentencesOn({ containers: [aContainer()], ...spec }), want)).toEqual(want)
  })
})
